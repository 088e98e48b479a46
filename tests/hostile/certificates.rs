//! Certificates of every kind, made on the spot.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion, version};
use vendor_core::transport::{ClientCertificate, RootCertificate};

pub(crate) const VERSIONS: [&SupportedProtocolVersion; 2] = [&version::TLS12, &version::TLS13];

/// Where the servers of these tests are.
pub(crate) const HOST: &str = "127.0.0.1";

/// An authority that signs certificates.
pub(crate) struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

/// A certificate, those between it and its authority, and its key.
pub(crate) struct Identity {
    chain: Vec<CertificateDer<'static>>,
    pem: String,
    params: CertificateParams,
    key: KeyPair,
}

fn key() -> KeyPair {
    KeyPair::generate().expect("a key")
}

pub(crate) fn params(host: &str, purpose: ExtendedKeyUsagePurpose) -> CertificateParams {
    let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a name");
    params.extended_key_usages.push(purpose);
    params
}

/// What a good server has.
pub(crate) fn server() -> CertificateParams {
    params(HOST, ExtendedKeyUsagePurpose::ServerAuth)
}

/// What a good client has.
pub(crate) fn client() -> CertificateParams {
    params("client", ExtendedKeyUsagePurpose::ClientAuth)
}

/// Valid long ago.
pub(crate) fn expired(mut params: CertificateParams) -> CertificateParams {
    params.not_before = rcgen::date_time_ymd(2019, 1, 1);
    params.not_after = rcgen::date_time_ymd(2020, 1, 1);
    params
}

/// Valid in a distant future.
pub(crate) fn not_yet_valid(mut params: CertificateParams) -> CertificateParams {
    params.not_before = rcgen::date_time_ymd(2999, 1, 1);
    params.not_after = rcgen::date_time_ymd(2999, 12, 31);
    params
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no name");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = key();
        let pem = params.self_signed(&key).expect("a certificate").pem();
        let issuer = Issuer::new(params, key);
        Self { pem, issuer }
    }

    pub(crate) fn sign(&self, params: CertificateParams) -> Identity {
        let key = key();
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        Identity {
            chain: vec![certificate.der().clone()],
            pem: certificate.pem(),
            params,
            key,
        }
    }

    pub(crate) fn root(&self) -> RootCertificate {
        RootCertificate::from_pem(self.pem.as_bytes())
    }

    fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        let certificate = CertificateDer::from_pem_slice(self.pem.as_bytes()).expect("our own");
        roots.add(certificate).expect("an authority");
        roots
    }
}

impl Identity {
    pub(crate) fn self_signed(params: CertificateParams) -> Self {
        let key = key();
        let certificate = params.self_signed(&key).expect("a certificate");
        Self {
            chain: vec![certificate.der().clone()],
            pem: certificate.pem(),
            params,
            key,
        }
    }

    /// A certificate that this one signs, which is no authority.
    pub(crate) fn sign(self, params: CertificateParams) -> Self {
        let key = key();
        let issuer = Issuer::new(self.params, self.key);
        let certificate = params.signed_by(&key, &issuer).expect("a certificate");
        Self {
            chain: [vec![certificate.der().clone()], self.chain].concat(),
            pem: certificate.pem(),
            params,
            key,
        }
    }

    pub(crate) fn of_client(&self) -> ClientCertificate {
        ClientCertificate::from_pem(self.pem.as_bytes(), self.key.serialize_pem())
    }

    /// A server with this identity, which wants clients of an authority, if one is given.
    pub(crate) fn config(
        &self,
        clients: Option<&Authority>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> Arc<ServerConfig> {
        let provider = Arc::new(ring::default_provider());
        let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(versions)
            .expect("versions of TLS");
        let config = match clients {
            None => config.with_no_client_auth(),
            Some(authority) => {
                let roots = Arc::new(authority.roots());
                let verifier = WebPkiClientVerifier::builder_with_provider(roots, provider);
                config.with_client_cert_verifier(verifier.build().expect("an authority"))
            }
        };
        let key = PrivateKeyDer::Pkcs8(self.key.serialize_der().into());
        let mut config = config
            .with_single_cert(self.chain.clone(), key)
            .expect("a certificate and its key");
        config.enable_secret_extraction = true;
        Arc::new(config)
    }

    pub(crate) fn acceptor(
        &self,
        clients: Option<&Authority>,
        version: &'static SupportedProtocolVersion,
    ) -> TlsAcceptor {
        self.config(clients, &[version]).into()
    }
}
