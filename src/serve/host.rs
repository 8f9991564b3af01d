//! Who may be asked for: the names under which a browser reaches this server.
//!
//! Enters: the `Host` of a request. Leaves: whether it is one of ours. Must not know: the site.
//!
//! A page of a foreign site can make its own name lead to this machine (DNS rebinding) and would then
//! read what is served here, drafts and all. Its requests carry its name, and are refused by it.

use std::net::{IpAddr, Ipv6Addr};

use hyper::http::request::Parts;

/// The names that are answered.
#[derive(Debug)]
pub(super) struct Hosts {
    /// What `--host` says, as it stands in an address.
    own: String,
    /// Whether every address of this machine is listened at. Then any number is answered: only a name
    /// can be made to lead elsewhere.
    every: bool,
}

impl Hosts {
    pub(super) fn new(host: &str, bound: IpAddr) -> Self {
        let own = match host.parse::<Ipv6Addr>() {
            Ok(number) => format!("[{number}]"),
            Err(_) => host.to_owned(),
        };
        Self { own, every: bound.is_unspecified() }
    }

    /// The host in the address that people are told.
    pub(super) fn shown(&self) -> &str {
        match (self.every, self.own.starts_with('[')) {
            (true, true) => "[::1]",
            (true, false) => "127.0.0.1",
            (false, _) => &self.own,
        }
    }

    /// Whether a request is for us: its one `Host`, and the host in its target if it names one.
    pub(super) fn allow(&self, head: &Parts) -> bool {
        let mut named = head.headers.get_all(hyper::header::HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else { return false };
        let target = head.uri.authority().is_none_or(|authority| self.knows(authority.as_str()));
        target && host.to_str().is_ok_and(|host| self.knows(host))
    }

    fn knows(&self, host: &str) -> bool {
        let Some(name) = without_port(host) else { return false };
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("localhost") || is("127.0.0.1") || is("[::1]") || is(&self.own) {
            return true;
        }
        if name.to_ascii_lowercase().strip_suffix(".localhost").is_some_and(|front| !front.is_empty()) {
            return true;
        }
        let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        self.every && number.parse::<IpAddr>().is_ok()
    }
}

/// A host without its port. `None` when what stands there is no port.
fn without_port(host: &str) -> Option<&str> {
    let end = match host.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => host.find(':').unwrap_or(host.len()),
    };
    let (name, port) = host.split_at(end);
    let digits = |port: &str| port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    (port.is_empty() || port.strip_prefix(':').is_some_and(digits)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hosts: &Hosts, host: &str, expected: bool) {
        assert_eq!(hosts.knows(host), expected, "{host}");
    }

    #[test]
    fn only_our_own_names() {
        let hosts = Hosts::new("preview.test", IpAddr::from([127, 0, 0, 1]));
        for host in ["localhost", "LOCALHOST:80", "127.0.0.1:3333", "[::1]", "[::1]:1", "a.localhost", "preview.test:9"]
        {
            check(&hosts, host, true);
        }
        for host in [
            "",
            ":80",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "evillocalhost",
            ".localhost",
            "localhost:80@evil.example",
            "evil.example:80#localhost",
            "user@localhost",
            "[::1",
            "[::1].evil.example",
            "127.0.0.2",
            "192.168.1.5",
            "localhost:123456",
            "localhost:x",
        ] {
            check(&hosts, host, false);
        }
    }

    #[test]
    fn every_address_answers_numbers_and_no_names() {
        let hosts = Hosts::new("0.0.0.0", IpAddr::from([0, 0, 0, 0]));
        check(&hosts, "192.168.1.5:3333", true);
        check(&hosts, "[fe80::1]:3333", true);
        check(&hosts, "evil.example:3333", false);
        assert_eq!(hosts.shown(), "127.0.0.1");
        assert_eq!(Hosts::new("::", IpAddr::from([0; 16])).shown(), "[::1]");
        assert_eq!(Hosts::new("::1", IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1])).shown(), "[::1]");
    }
}
