//! A running server as this tool sees it: its process, and whether it answers.

use crate::tools::{Outcome, While, trouble};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Ended when dropped. Its lines go to the console.
pub struct Server {
    child: Child,
    /// `host:port`.
    listen: String,
}

impl Server {
    /// Starts `libero serve …` and waits until it is ready.
    pub fn start(command: &mut Command, listen: &str, limit: Duration) -> Outcome<Self> {
        // Whoever answers there would be taken for ours.
        if TcpStream::connect(listen).is_ok() {
            return trouble(format!("another program already listens on {listen}"));
        }
        let child = command.stdin(Stdio::null()).spawn().during("the server did not start")?;
        let mut server = Self { child, listen: listen.to_owned() };
        server.wait_until_ready(limit)?;
        Ok(server)
    }

    fn wait_until_ready(&mut self, limit: Duration) -> Outcome {
        let start = Instant::now();
        while start.elapsed() < limit {
            if let Some(status) = self.child.try_wait()? {
                return trouble(format!("the server ended with {status} before it was ready"));
            }
            if is_ready(&self.listen) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(30));
        }
        trouble(format!("the server on {} was not ready after {} s", self.listen, limit.as_secs()))
    }

    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Memory it holds, KiB; where the system tells.
    pub fn resident_kib(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse().ok()
    }

    /// Asks the server to end in order, and ends it if it has not within five seconds.
    pub fn stop(&mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let start = Instant::now();
        while asked.is_ok() && start.elapsed() < Duration::from_secs(5) {
            if self.has_ended() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !self.has_ended() {
            self.stop();
        }
    }
}

/// Whether `/readyz` answers with 200.
fn is_ready(listen: &str) -> bool {
    get(listen, "/readyz").is_some_and(|answer| answer.split_whitespace().nth(1) == Some("200"))
}

fn get(listen: &str, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(listen).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    // In one piece: a server may answer and close as soon as it has read enough.
    let request = format!(
        "GET {path} HTTP/1.1
host: {listen}
connection: close

"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut head = [0; 64];
    let length = stream.read(&mut head).ok()?;
    Some(String::from_utf8_lossy(&head[..length]).into_owned())
}

/// A port of this machine that nobody uses at the moment.
pub fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_ready_when_it_says_so() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = listener.local_addr().unwrap().to_string();
        let answers = thread::spawn(move || {
            for answer in ["503 Service Unavailable", "200 OK"] {
                let (mut stream, _) = listener.accept().unwrap();
                assert!(stream.read(&mut [0; 512]).unwrap() > 0);
                write!(stream, "HTTP/1.1 {answer}\r\ncontent-length: 0\r\n\r\n").unwrap();
            }
        });
        assert!(!is_ready(&listen));
        assert!(is_ready(&listen));
        answers.join().unwrap();
        assert!(!is_ready(&listen));
    }

    #[test]
    fn a_process_that_ends_early_is_told_at_once() {
        let listen = format!("127.0.0.1:{}", free_port().unwrap());
        let start = Instant::now();
        let outcome = Server::start(&mut Command::new("false"), &listen, Duration::from_secs(20));
        assert!(outcome.is_err());
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}
