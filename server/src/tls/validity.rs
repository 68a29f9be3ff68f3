//! The end of a certificate's life, read from its DER.

use libero_domain::time::{Timestamp, Zone};

/// `notAfter` as fourteen digits `YYYYMMDDhhmmss` in UTC; none when the bytes are no certificate.
/// RFC 5280 §4.1: the validity follows version (optional), serial number, algorithm and issuer.
fn ends(certificate: &[u8]) -> Option<String> {
    let (_, whole, _) = element(certificate)?;
    let (_, mut rest, _) = element(whole)?;
    if rest.first() == Some(&0xA0) {
        rest = element(rest)?.2;
    }
    for _ in 0..3 {
        rest = element(rest)?.2;
    }
    let (_, validity, _) = element(rest)?;
    let (_, _, after) = element(validity)?;
    let (kind, text, _) = element(after)?;
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let digits = match kind {
        // A year of two digits stands for 1950 to 2049.
        0x17 if text.len() == 12 => format!("{}{text}", if text < "5" { "20" } else { "19" }),
        0x18 if text.len() == 14 => text.to_owned(),
        _ => return None,
    };
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}

/// Whether the certificate still holds at this instant. What cannot be read does not.
pub(super) fn holds_at(certificate: &[u8], at: Timestamp) -> bool {
    // `2026-11-24 08:15:00.123` in digits is the same form.
    let wall = Zone::fixed("UTC", 0).local(at).to_string();
    let now: String = wall.chars().filter(char::is_ascii_digit).take(14).collect();
    ends(certificate).is_some_and(|end| end >= now)
}

/// Splits off the first element: its tag, its content, what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = der.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = if *first < 0x80 {
        (usize::from(*first), rest)
    } else {
        let (digits, rest) = rest.split_at_checked(usize::from(*first & 0x7F))?;
        if digits.len() > 4 {
            return None;
        }
        (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(year: i32) -> Vec<u8> {
        let mut params = rcgen::CertificateParams::default();
        params.not_after = rcgen::date_time_ymd(year, 3, 20);
        params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap().der().to_vec()
    }

    #[test]
    fn both_forms_of_a_year_are_read() {
        assert_eq!(ends(&ending(2027)).as_deref(), Some("20270320000000"));
        assert_eq!(ends(&ending(2057)).as_deref(), Some("20570320000000"));
        assert_eq!(ends(&ending(1999)).as_deref(), Some("19990320000000"));
    }

    #[test]
    fn a_certificate_holds_until_its_end() {
        let day = Timestamp(1_805_500_800_000); // 2027-03-20T00:00Z
        assert!(holds_at(&ending(2027), day));
        assert!(!holds_at(&ending(2027), day.plus_ms(1_000)));
        assert!(!holds_at(b"no certificate", day) && !holds_at(&ending(2027)[..90], day));
    }
}
