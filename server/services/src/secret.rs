//! Secrets: 32 random bytes each; the database holds hashes alone. An id is never a secret.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRngCore;
use sha2::{Digest, Sha256};

/// A secret handed out once: a session's, a link's, a code's.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// 32 bytes from the machine's generator.
    pub fn random() -> Self {
        Self(encode(&random_bytes()))
    }

    /// What travels: 43 letters that are safe in addresses and cookies.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored.
    pub fn hash(&self) -> String {
        hash_hex(self.0.as_bytes())
    }
}

/// The key from which links' secrets are derived: kept outside the database, so that a link can be shown
/// again to who may, and a stolen database opens none.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub fn random() -> Self {
        Self(random_bytes())
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The secret part of a link: HMAC-SHA-256 of its id under the key, 32 bytes.
    pub fn token(&self, purpose: &str, id: uuid::Uuid) -> Token {
        Token(encode(&hmac(&self.0, format!("{purpose}\n{id}").as_bytes())))
    }
}

/// SHA-256 as hex.
pub fn hash_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn encode(bytes: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn random_bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    // Without a random source nothing here is safe: better no process than a guessable secret.
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).unwrap_or_else(|_| std::process::abort());
    bytes
}

fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    use hmac::Mac;
    let mut mac = <hmac::Hmac<Sha256> as Mac>::new_from_slice(key).unwrap_or_else(|_| std::process::abort());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_unlike_and_derived_ones_repeat() {
        assert_eq!(Token::random().expose().len(), 43);
        assert_ne!(Token::random().expose(), Token::random().expose());
        let secret = Secret::random();
        let id = uuid::Uuid::now_v7();
        assert_eq!(secret.token("link", id).expose(), secret.token("link", id).expose());
        assert_ne!(secret.token("link", id).expose(), secret.token("other", id).expose());
        assert_ne!(secret.token("link", id).expose(), Secret::random().token("link", id).expose());
    }
}
