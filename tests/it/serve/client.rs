//! A site, the program that serves it, and a client that can send anything.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long anything may take on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A small site; each pair is a file's path and text, over what is there.
pub(super) fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let usual = [
        ("annals.yaml", "title: A dispute\n"),
        ("content/index.md", "---\ntitle: A dispute\n---\n\nHow it began.\n"),
        ("content/events/2022-03-14-rome-talks.md", "---\ntitle: Talks in Rome\ntags: [talks]\n---\n\nThey met.\n"),
        ("content/events/2022-03-15-denial.md", "---\ntitle: The quiet denial\ndraft: true\n---\n\nNot yet.\n"),
        ("static/data/figures.bin", "0123456789\u{0}\u{7f}é"),
        ("static/data.json", "{}"),
        ("static/.hidden", "marker"),
        ("secret.txt", "not for the world"),
    ];
    for (path, text) in usual.iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub(super) fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.arg("serve").arg("--root").arg(root).args(arguments);
    for name in ["ANNALS_BASE_URL", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The program at work; it ends with the test.
pub(super) struct Server {
    child: Child,
    pub(super) said: Arc<Mutex<String>>,
    pub(super) address: String,
    pub(super) base: String,
}

impl Server {
    /// Starts it at any port.
    pub(super) fn start(root: &Path, arguments: &[&str]) -> Self {
        let mut all = vec!["--port", "0"];
        all.extend(arguments);
        Self::of(&mut command(root, &all))
    }

    pub(super) fn of(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (into, mut lines) = (Arc::clone(&said), BufReader::new(child.stderr.take().unwrap()));
        thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                into.lock().unwrap().push_str(&line);
                line.clear();
            }
        });
        let mut server = Self { child, said, address: String::new(), base: String::new() };
        let said = server.hear(" at http://");
        let (_, rest) = said.split_once(" at http://").unwrap();
        let (address, _) = rest.split_once(" (stop with Ctrl+C)").unwrap();
        let (host, base) = address.split_once('/').unwrap();
        server.address = host.to_owned();
        server.base = format!("/{base}");
        server
    }

    /// Waits until the terminal shows these words; gives all that it shows.
    pub(super) fn hear(&self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let said = self.said.lock().unwrap().clone();
            // A line counts once it is whole.
            if said.rsplit_once('\n').is_some_and(|(whole, _)| whole.contains(words)) {
                return said;
            }
            assert!(start.elapsed() < PATIENCE, "never said {words:?}, only:\n{said}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    pub(super) fn send(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::new(&bytes)
    }

    pub(super) fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = &self.address;
        self.send(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").as_bytes())
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Sends a signal and waits for the end.
    #[cfg(unix)]
    pub(super) fn end(mut self, signal: &str) -> ExitStatus {
        let sent = Command::new("sh").arg("-c").arg(format!("kill -{signal} {}", self.child.id())).status().unwrap();
        assert!(sent.success());
        wait(&mut self.child)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait(child: &mut Child) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(start.elapsed() < PATIENCE, "it does not end");
        thread::sleep(Duration::from_millis(5));
    }
}

#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    fn new(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Self { status, headers, body: bytes[end + 4..].to_vec() }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}
