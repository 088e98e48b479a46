//! Who reaches the inspector, and who reaches the vendors beside it.

// Whatever goes wrong in a helper fails the test that called it.
#![allow(clippy::unwrap_used)]

mod client;

use std::net::{Ipv4Addr, SocketAddr};

use client::inspector::Browser;
use client::{header, http_client};
use reqwest::{Method, Response};
use vendor_sandbox::Sandbox;
use vendor_sandbox::leadbank::{FETCH_LEADS, demo};

const FETCH: &str = "/leadbank/api/leads";

async fn send(browser: &Browser, method: Method, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = browser.request(method, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

mod off {
    use super::*;

    #[tokio::test]
    async fn there_is_none_unless_it_is_asked_for() {
        let sandbox = Sandbox::start().await.unwrap();
        for path in ["/", "/_inspector", "/_inspector/", "/_inspector/data"] {
            let url = format!("http://{}{path}", sandbox.address());
            let answer = http_client().get(url).send().await.unwrap();
            assert_eq!(answer.status(), 404, "{path}");
            assert!(answer.text().await.unwrap().contains("/partner"));
        }
        let url = format!("http://{}/_inspector/reset", sandbox.address());
        sandbox.leadbank().remove_all_leads();
        http_client()
            .post(url)
            .header("origin", format!("http://{}", sandbox.address()))
            .send()
            .await
            .unwrap();
        assert!(sandbox.leadbank().leads().is_empty());
    }

    #[tokio::test]
    async fn and_without_it_clients_have_any_name_for_the_sandbox() {
        let sandbox = Sandbox::start().await.unwrap();
        let answer = http_client()
            .post(format!("{}/api/leads", sandbox.leadbank().base_url()))
            .header("host", "vendor.example")
            .header("origin", "http://app.example")
            .json(&1)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
    }
}

mod host {
    use super::*;

    #[tokio::test]
    async fn a_name_that_was_led_here_is_refused_everywhere() {
        let browser = Browser::start().await;
        for (method, path) in [
            (Method::GET, "/"),
            (Method::GET, "/_inspector/"),
            (Method::GET, "/_inspector/events"),
            (Method::POST, FETCH),
        ] {
            let answer = send(&browser, method, path, &[("host", "evil.example:80")]).await;
            assert_eq!(answer.status(), 403, "{path}");
            let advice = answer.text().await.unwrap();
            assert!(advice.contains("Host"), "{advice}");
            assert!(advice.contains("allow_host"), "{advice}");
        }
        // The vendor has not seen it.
        assert!(browser.sandbox.ledger().calls().is_empty());
        assert_eq!(browser.sandbox.leadbank().leads().len(), demo::LEADS.len());
    }

    #[tokio::test]
    async fn the_names_of_loopback_and_those_that_were_allowed_are_not() {
        let sandbox = Sandbox::builder()
            .inspector(true)
            .allow_host("sandbox.test")
            .allow_host("proxy.test:8080")
            .start()
            .await
            .unwrap();
        let url = format!("http://{}/_inspector/", sandbox.address());
        for host in [
            "localhost:9",
            "127.0.0.1",
            "[::1]:9",
            "sandbox.test:9",
            "proxy.test",
        ] {
            let request = http_client().get(&url).header("host", host);
            assert_eq!(request.send().await.unwrap().status(), 200, "{host}");
        }
    }

    #[tokio::test]
    async fn on_all_networks_a_client_may_have_a_name_of_its_own_and_the_inspector_not() {
        let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
        let sandbox = Sandbox::builder()
            .bind(any)
            .inspector(true)
            .start()
            .await
            .unwrap();
        let origin = format!("http://127.0.0.1:{}", sandbox.address().port());
        let named = |request: reqwest::RequestBuilder| request.header("host", "container:8080");
        let page = http_client().get(format!("{origin}/_inspector/"));
        assert_eq!(named(page).send().await.unwrap().status(), 403);
        let call = http_client().post(format!("{origin}{FETCH}")).json(&1);
        assert_eq!(named(call).send().await.unwrap().status(), 200);
    }
}

mod origin {
    use super::*;

    #[tokio::test]
    async fn a_form_of_another_site_does_nothing() {
        let browser = Browser::start().await;
        browser.sandbox.leadbank().remove_all_leads();
        for origin in ["http://evil.example", "null", "http://localhost:1"] {
            let headers = [("origin", origin)];
            let answer = send(&browser, Method::POST, "/_inspector/reset", &headers).await;
            assert_eq!(answer.status(), 403, "{origin}");
        }
        assert!(browser.sandbox.leadbank().leads().is_empty());
    }

    #[tokio::test]
    async fn nor_does_one_that_does_not_say_where_it_comes_from_and_a_script_is_told_how() {
        let browser = Browser::start().await;
        browser.sandbox.leadbank().remove_all_leads();
        let answer = send(&browser, Method::POST, "/_inspector/reset", &[]).await;
        assert_eq!(answer.status(), 403);
        assert!(answer.text().await.unwrap().contains("curl -H 'Origin: "));
        assert!(browser.sandbox.leadbank().leads().is_empty());
    }

    #[tokio::test]
    async fn a_page_of_another_site_calls_no_vendor() {
        let browser = Browser::start().await;
        let answer = send(
            &browser,
            Method::POST,
            FETCH,
            &[("origin", "http://evil.example")],
        )
        .await;
        assert_eq!(answer.status(), 403);
        assert!(browser.sandbox.ledger().calls().is_empty());
    }

    #[tokio::test]
    async fn an_application_on_this_machine_does() {
        let browser = Browser::start().await;
        let headers = [
            ("origin", "http://localhost:3000"),
            ("content-type", "application/json"),
        ];
        send(&browser, Method::POST, FETCH, &headers).await;
        assert_eq!(browser.sandbox.ledger().applied(FETCH_LEADS), 1);
    }
}

mod answers {
    use super::*;

    #[tokio::test]
    async fn everything_says_that_nothing_from_elsewhere_is_loaded_framed_or_kept() {
        let browser = Browser::start().await;
        for path in [
            "",
            "/",
            "/data",
            "/calls/1",
            "/nowhere",
            "/style.css",
            "/script.js",
        ] {
            let path = format!("/_inspector{path}");
            let answer = send(&browser, Method::GET, &path, &[]).await;
            let policy = header(&answer, "content-security-policy");
            for rule in [
                "default-src 'none'",
                "script-src 'self'",
                "frame-ancestors 'none'",
            ] {
                assert!(policy.contains(rule), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
            assert_eq!(header(&answer, "cache-control"), "no-store");
            assert_eq!(header(&answer, "referrer-policy"), "same-origin");
        }
    }

    #[tokio::test]
    async fn the_root_leads_to_the_inspector() {
        let browser = Browser::start().await;
        for path in ["/", "/_inspector"] {
            let answer = send(&browser, Method::GET, path, &[]).await;
            assert_eq!(answer.status(), 200);
            assert_eq!(answer.url().path(), "/_inspector/");
        }
    }

    #[tokio::test]
    async fn odd_paths_and_queries_are_no_accident() {
        let browser = Browser::start().await;
        for path in [
            "/calls/0",
            "/calls/-1",
            "/calls/99999999999999999999999",
            "/calls/%00",
            "/calls/1/2",
            "/data/nobody",
            "//",
            "/%ff",
        ] {
            assert_eq!(browser.open(path).await.status, 404, "{path}");
        }
        for path in [
            "/?before=-1&vendor=%ff&operation=.&show=%00&&=&=x",
            "/?before=18446744073709551615",
            "/data/leadbank?page=18446744073709551615&state=no",
            "/data/dialler?campaign=999999999999999999999&page=0",
            "/data/partner?page=-5",
            "/data?done=seeded&section=x&count=y",
            "/faults?done=injected&operation=a&kind=b&count=1",
        ] {
            assert_eq!(browser.open(path).await.status, 200, "{path}");
        }
    }

    #[tokio::test]
    async fn a_method_that_a_path_does_not_have_is_told_so() {
        let browser = Browser::start().await;
        let origin = browser.origin();
        for (method, path, allowed) in [
            (Method::GET, "/_inspector/reset", "POST"),
            (Method::POST, "/_inspector/data", "GET, HEAD"),
            (Method::DELETE, "/_inspector/", "GET, HEAD, POST"),
        ] {
            let answer = send(&browser, method, path, &[("origin", &origin)]).await;
            assert_eq!(answer.status(), 405, "{path}");
            assert_eq!(header(&answer, "allow"), allowed);
        }
    }

    #[tokio::test]
    async fn a_form_that_is_too_long_is_refused() {
        let browser = Browser::start().await;
        let page = browser
            .submit("/faults", &[("operation", &"x".repeat(70_000))])
            .await;
        assert_eq!(page.status, 413);
    }

    #[tokio::test]
    async fn its_own_requests_are_no_calls() {
        let browser = Browser::start().await;
        browser.open("/").await;
        browser.open("/nowhere").await;
        assert!(browser.sandbox.ledger().calls().is_empty());
    }
}
