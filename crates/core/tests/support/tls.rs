//! TLS servers on loopback, with certificates of authorities that are made for a test.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion, version};
use vendor_core::transport::{ClientCertificate, RootCertificate};

use super::{Act, Log, Plan, Received, new_log, serve};

/// An authority that signs certificates.
pub(crate) struct Authority {
    pub(crate) pem: String,
    issuer: Issuer<'static, KeyPair>,
}

/// A certificate and its key.
pub(crate) struct Identity {
    pub(crate) certificate: CertificateDer<'static>,
    pub(crate) certificate_pem: String,
    pub(crate) key: KeyPair,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        // What it signs has another name: a certificate that names itself as its issuer would be self-signed.
        let name = &mut params.distinguished_name;
        name.push(DnType::CommonName, "authority of a test");
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self {
            pem,
            issuer: Issuer::new(params, key),
        }
    }

    pub(crate) fn sign(&self, name: &str, purpose: ExtendedKeyUsagePurpose) -> Identity {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.extended_key_usages.push(purpose);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Identity {
            certificate: certificate.der().clone(),
            certificate_pem: certificate.pem(),
            key,
        }
    }

    pub(crate) fn server(&self, name: &str) -> Identity {
        self.sign(name, ExtendedKeyUsagePurpose::ServerAuth)
    }

    pub(crate) fn client(&self) -> ClientCertificate {
        let identity = self.sign("client", ExtendedKeyUsagePurpose::ClientAuth);
        ClientCertificate::from_pem(identity.certificate_pem, identity.key.serialize_pem())
    }

    pub(crate) fn root(&self) -> RootCertificate {
        RootCertificate::from_pem(self.pem.as_bytes())
    }

    pub(crate) fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        let root = CertificateDer::from_pem_slice(self.pem.as_bytes()).unwrap();
        roots.add(root).unwrap();
        roots
    }
}

pub(crate) const VERSIONS: [&SupportedProtocolVersion; 2] = [&version::TLS12, &version::TLS13];

/// A TLS server on loopback.
pub(crate) struct TlsServer {
    port: u16,
    pub(crate) log: Arc<Log>,
    pub(crate) refused: tokio::sync::watch::Sender<usize>,
}

impl TlsServer {
    pub(crate) async fn start(
        identity: Identity,
        clients: Option<&Authority>,
        versions: &[&'static SupportedProtocolVersion],
        plan: impl Fn(usize, &Received) -> Act + Send + Sync + 'static,
    ) -> Self {
        let provider = Arc::new(ring::default_provider());
        let config =
            ServerConfig::builder_with_provider(provider.clone()).with_protocol_versions(versions);
        let config = match clients {
            None => config.unwrap().with_no_client_auth(),
            Some(authority) => config.unwrap().with_client_cert_verifier(
                WebPkiClientVerifier::builder_with_provider(Arc::new(authority.roots()), provider)
                    .build()
                    .unwrap(),
            ),
        };
        let key = PrivateKeyDer::Pkcs8(identity.key.serialize_der().into());
        let config = config
            .with_single_cert(vec![identity.certificate], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            log: new_log(),
            refused: tokio::sync::watch::Sender::new(0),
        };
        let (log, refused) = (server.log.clone(), server.refused.clone());
        let plan: Arc<Plan> = Arc::new(plan);
        tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                let (acceptor, plan) = (acceptor.clone(), plan.clone());
                let (log, refused) = (log.clone(), refused.clone());
                tokio::spawn(async move {
                    match acceptor.accept(socket).into_fallible().await {
                        Ok(stream) => serve(stream, plan, log).await,
                        Err((_, mut socket)) => {
                            // What came meanwhile is taken, so that the alert is not lost in a reset.
                            let mut rest = Vec::new();
                            _ = socket.read_to_end(&mut rest).await;
                            refused.send_modify(|refused| *refused += 1);
                        }
                    }
                });
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }
}
