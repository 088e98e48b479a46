use super::*;

fn check(
    bound: &str,
    names: &[&str],
    area: Area,
    method: Method,
    headers: &[(&str, &str)],
) -> Result<(), Denied> {
    let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut request = Request::builder().method(method).uri("/any");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(()).unwrap();
    Access::new(bound.parse().unwrap(), &names).check(&request, area)
}

fn host(bound: &str, names: &[&str], area: Area, host: &str) -> Result<(), Denied> {
    check(bound, names, area, Method::GET, &[("host", host)])
}

#[test]
fn on_loopback_it_is_reached_by_the_names_of_loopback() {
    for area in [Area::Inspector, Area::Vendors] {
        for known in [
            "localhost:8080",
            "localhost",
            "LOCALHOST:1",
            "127.0.0.1:8080",
            "[::1]:8080",
        ] {
            assert_eq!(host("127.0.0.1", &[], area, known), Ok(()), "{known}");
        }
        for foreign in [
            "evil.example:8080",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.0.7:8080",
            "user@localhost",
            "",
            "local host",
        ] {
            assert_eq!(
                host("127.0.0.1", &[], area, foreign),
                Err(Denied::Host),
                "{foreign}"
            );
        }
    }
}

#[test]
fn a_request_without_a_host_or_with_two_is_refused() {
    let of =
        |headers: &[(&str, &str)]| check("127.0.0.1", &[], Area::Inspector, Method::GET, headers);
    assert_eq!(of(&[]), Err(Denied::Host));
    assert_eq!(
        of(&[("host", "localhost"), ("host", "localhost")]),
        Err(Denied::Host)
    );
}

#[test]
fn a_url_with_another_host_than_the_header_is_refused() {
    let request = Request::builder()
        .uri("http://evil.example/any")
        .header("host", "localhost")
        .body(())
        .unwrap();
    let access = Access::new(Ipv4Addr::LOCALHOST.into(), &[]);
    assert_eq!(access.check(&request, Area::Inspector), Err(Denied::Host));
}

#[test]
fn in_a_network_the_inspector_is_reached_by_its_address_and_by_what_was_allowed() {
    let inspector = |bound, name| host(bound, &["sandbox.lan"], Area::Inspector, name);
    assert_eq!(inspector("192.168.0.7", "192.168.0.7:8080"), Ok(()));
    assert_eq!(inspector("192.168.0.7", "Sandbox.LAN:8080"), Ok(()));
    assert_eq!(inspector("192.168.0.7", "localhost"), Err(Denied::Host));
    assert_eq!(inspector("192.168.0.7", "192.168.0.8"), Err(Denied::Host));
    assert_eq!(inspector("192.168.0.7", "evil.example"), Err(Denied::Host));
    assert_eq!(inspector("0.0.0.0", "192.168.0.7:8080"), Ok(()));
    assert_eq!(inspector("0.0.0.0", "localhost:8080"), Ok(()));
    assert_eq!(inspector("::", "[fe80::1]:8080"), Ok(()));
    assert_eq!(inspector("0.0.0.0", "evil.example"), Err(Denied::Host));
}

#[test]
fn in_a_network_clients_of_vendors_may_have_any_name_for_it() {
    assert_eq!(
        host("0.0.0.0", &[], Area::Vendors, "container:8080"),
        Ok(())
    );
    assert_eq!(
        host("127.0.0.1", &["container"], Area::Vendors, "container:8080"),
        Ok(())
    );
}

#[test]
fn a_form_of_the_inspector_comes_from_its_own_page() {
    let post = |host: &str, origins: &[&str]| {
        let mut headers = vec![("host", host)];
        headers.extend(origins.iter().map(|origin| ("origin", *origin)));
        check("127.0.0.1", &[], Area::Inspector, Method::POST, &headers)
    };
    assert_eq!(post("localhost:80", &["http://localhost:80"]), Ok(()));
    assert_eq!(post("[::1]:80", &["http://[::1]:80"]), Ok(()));
    assert_eq!(post("localhost:80", &[]), Err(Denied::NoOrigin));
    for foreign in [
        "http://evil.example",
        "http://localhost:81",
        "https://localhost:80",
        "http://127.0.0.1:80",
        "null",
        "",
    ] {
        assert_eq!(
            post("localhost:80", &[foreign]),
            Err(Denied::Origin),
            "{foreign}"
        );
    }
    assert_eq!(
        post(
            "localhost:80",
            &["http://localhost:80", "http://evil.example"]
        ),
        Err(Denied::Origin)
    );
}

#[test]
fn a_vendor_is_called_by_programs_and_by_pages_of_this_machine() {
    let call = |bound: &str, host: &str, origin: &str| {
        let headers = [("host", host), ("origin", origin)];
        check(bound, &[], Area::Vendors, Method::POST, &headers)
    };
    assert_eq!(host("127.0.0.1", &[], Area::Vendors, "localhost"), Ok(()));
    assert_eq!(
        call("127.0.0.1", "localhost:8080", "http://localhost:3000"),
        Ok(())
    );
    assert_eq!(
        call("0.0.0.0", "container:8080", "http://container:8080"),
        Ok(())
    );
    for foreign in [
        "http://evil.example",
        "https://evil.example:8080",
        "http://203.0.113.5",
        "null",
    ] {
        for bound in ["127.0.0.1", "0.0.0.0"] {
            assert_eq!(
                call(bound, "localhost:8080", foreign),
                Err(Denied::Origin),
                "{foreign}"
            );
        }
    }
}
