//! TLS: which library, which roots, which certificate of our own; and how its failures are recognised.

use std::error::Error as StdError;
use std::fmt;

use secrecy::SecretString;

use super::reqwest::TransportBuilder;
use crate::builder::BuildError;
use crate::origin::BaseUrl;

/// A TLS library, compiled in by the feature of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TlsBackend {
    /// rustls with ring: feature `rustls`, the default.
    Rustls,
    /// rustls with aws-lc-rs: feature `rustls-aws-lc`.
    RustlsAwsLc,
    /// The platform's own library: feature `native-tls`.
    NativeTls,
}

impl TlsBackend {
    /// The backends that are compiled in, the preferred one first.
    #[must_use]
    pub fn available() -> Vec<Self> {
        [
            (cfg!(feature = "rustls"), Self::Rustls),
            (cfg!(feature = "rustls-aws-lc"), Self::RustlsAwsLc),
            (cfg!(feature = "native-tls"), Self::NativeTls),
        ]
        .into_iter()
        .filter_map(|(compiled, backend)| compiled.then_some(backend))
        .collect()
    }

    /// The Cargo feature that compiles it in.
    #[must_use]
    pub fn feature(self) -> &'static str {
        match self {
            Self::Rustls => "rustls",
            Self::RustlsAwsLc => "rustls-aws-lc",
            Self::NativeTls => "native-tls",
        }
    }
}

/// One or more root certificates to be trusted beside the platform's.
#[derive(Clone)]
pub struct RootCertificate {
    #[cfg_attr(
        not(any(feature = "__rustls", feature = "native-tls")),
        expect(dead_code)
    )]
    pem: Vec<u8>,
}

impl RootCertificate {
    /// Certificates in PEM; read when the client is built.
    #[must_use]
    pub fn from_pem(pem: impl Into<Vec<u8>>) -> Self {
        Self { pem: pem.into() }
    }
}

impl fmt::Debug for RootCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootCertificate")
    }
}

/// A certificate by which the client shows who it is, with its private key.
#[derive(Clone)]
pub struct ClientCertificate {
    #[cfg_attr(
        not(any(feature = "__rustls", feature = "native-tls")),
        expect(dead_code)
    )]
    chain_pem: Vec<u8>,
    #[cfg_attr(
        not(any(feature = "__rustls", feature = "native-tls")),
        expect(dead_code)
    )]
    key_pem: SecretString,
}

impl ClientCertificate {
    /// The certificate chain and the private key, both in PEM; read when the client is built.
    #[must_use]
    pub fn from_pem(chain: impl Into<Vec<u8>>, key: impl Into<SecretString>) -> Self {
        Self {
            chain_pem: chain.into(),
            key_pem: key.into(),
        }
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientCertificate")
    }
}

/// Chooses the backend and sets it up.
pub(super) fn configure(
    builder: reqwest::ClientBuilder,
    settings: &TransportBuilder,
    #[cfg_attr(not(feature = "__rustls"), expect(unused_variables))] base: &BaseUrl,
) -> Result<reqwest::ClientBuilder, BuildError> {
    let available = TlsBackend::available();
    let backend = match settings.tls_backend {
        Some(wanted) if available.contains(&wanted) => wanted,
        Some(missing) => return Err(BuildError::TlsBackendMissing(missing.feature())),
        None => match available.first() {
            Some(preferred) => *preferred,
            None => return Ok(builder),
        },
    };
    match backend {
        #[cfg(feature = "rustls")]
        TlsBackend::Rustls => rustls_config::apply(
            builder,
            rustls::crypto::ring::default_provider(),
            settings,
            base,
        ),
        #[cfg(feature = "rustls-aws-lc")]
        TlsBackend::RustlsAwsLc => rustls_config::apply(
            builder,
            rustls::crypto::aws_lc_rs::default_provider(),
            settings,
            base,
        ),
        #[cfg(feature = "native-tls")]
        TlsBackend::NativeTls => native::apply(builder, settings),
        #[allow(unreachable_patterns)] // reachable unless all three features are on
        missing => Err(BuildError::TlsBackendMissing(missing.feature())),
    }
}

#[cfg(feature = "__rustls")]
mod rustls_config {
    use std::sync::Arc;

    use rustls::ClientConfig;
    use rustls::crypto::CryptoProvider;
    use rustls_pki_types::pem::PemObject as _;
    use rustls_pki_types::{CertificateDer, PrivateKeyDer};
    use rustls_platform_verifier::Verifier;
    use secrecy::ExposeSecret as _;

    use super::{BaseUrl, BuildError, TransportBuilder};

    pub(super) fn apply(
        builder: reqwest::ClientBuilder,
        provider: CryptoProvider,
        settings: &TransportBuilder,
        base: &BaseUrl,
    ) -> Result<reqwest::ClientBuilder, BuildError> {
        let provider = Arc::new(provider);
        let config = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(BuildError::tls)?;
        let config = match verifier(provider, settings) {
            Ok(verifier) => config
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(verifier)),
            // A machine without root certificates can still talk to loopback; https then fails in the
            // handshake, as it must.
            Err(_) if !base.is_https() => {
                config.with_root_certificates(rustls::RootCertStore::empty())
            }
            Err(error) => return Err(error),
        };
        let mut config = match &settings.certificate {
            None => config.with_no_client_auth(),
            Some(certificate) => {
                let chain = certificates(&certificate.chain_pem)
                    .ok_or(BuildError::Pem("the client certificate"))?;
                let key =
                    PrivateKeyDer::from_pem_slice(certificate.key_pem.expose_secret().as_bytes())
                        .map_err(|_| BuildError::Pem("the private key of the client certificate"))?;
                config
                    .with_client_auth_cert(chain, key)
                    .map_err(BuildError::tls)?
            }
        };
        if cfg!(feature = "http2") {
            config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        }
        Ok(builder.tls_backend_preconfigured(config))
    }

    fn verifier(
        provider: Arc<CryptoProvider>,
        settings: &TransportBuilder,
    ) -> Result<Verifier, BuildError> {
        let mut roots = Vec::new();
        for root in &settings.roots {
            roots.extend(certificates(&root.pem).ok_or(BuildError::Pem("a root certificate"))?);
        }
        Verifier::new_with_extra_roots(roots, provider).map_err(BuildError::tls)
    }

    /// All certificates of a PEM text; `None` when one does not parse or there is none.
    fn certificates(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
        let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
            .collect::<Result<_, _>>()
            .ok()?;
        (!certificates.is_empty()).then_some(certificates)
    }
}

#[cfg(feature = "native-tls")]
mod native {
    use secrecy::ExposeSecret as _;

    use super::{BuildError, TransportBuilder};

    pub(super) fn apply(
        builder: reqwest::ClientBuilder,
        settings: &TransportBuilder,
    ) -> Result<reqwest::ClientBuilder, BuildError> {
        let mut roots = Vec::new();
        for root in &settings.roots {
            let parsed = reqwest::Certificate::from_pem_bundle(&root.pem)
                .map_err(|_| BuildError::Pem("a root certificate"))?;
            roots.extend(parsed);
        }
        let builder = builder.tls_backend_native().tls_certs_merge(roots);
        match &settings.certificate {
            None => Ok(builder),
            Some(certificate) => {
                let key = certificate.key_pem.expose_secret().as_bytes();
                let identity = reqwest::Identity::from_pkcs8_pem(&certificate.chain_pem, key)
                    .map_err(|_| BuildError::Pem("the client certificate or its key (PKCS#8)"))?;
                Ok(builder.identity(identity))
            }
        }
    }
}

/// The alerts about a certificate (RFC 8446, section 6): `bad_certificate`, `unsupported_certificate`,
/// `certificate_revoked`, `certificate_expired`, `certificate_unknown`, `unknown_ca`, `decrypt_error`,
/// `certificate_required`.
const ABOUT_CERTIFICATE: [u8; 8] = [42, 43, 44, 45, 46, 48, 51, 116];

/// Whether the server ended the handshake with an alert about our certificate. Under TLS 1.3 a client has written
/// its request by then, but a server reads it only after it has accepted the certificate. (One that sends such an
/// alert later, on its first connection and after it has acted, cannot be told from that.)
pub(super) fn refused_in_handshake(error: &(dyn StdError + 'static)) -> bool {
    super::reqwest::chain(error)
        .filter_map(alert)
        .any(|alert| ABOUT_CERTIFICATE.contains(&alert))
}

/// The alert that the server has sent, if this is such an error.
fn alert(error: &(dyn StdError + 'static)) -> Option<u8> {
    #[cfg(feature = "__rustls")]
    if let Some(rustls::Error::AlertReceived(alert)) = error.downcast_ref() {
        return Some(u8::from(*alert));
    }
    if cfg!(feature = "native-tls") {
        // OpenSSL's own type would be a dependency more. Its words have the number at their end; those of other
        // platforms have none, and what became of the request is then unknown.
        let text = error.to_string();
        let (_, number) = text.rsplit_once("SSL alert number ")?;
        return number.parse().ok();
    }
    None
}

/// Whether a failed connect failed in TLS, and not because the connection broke meanwhile: that is an I/O error, also
/// below an error of the platform's library.
pub(super) fn is_handshake_failure(error: &(dyn StdError + 'static)) -> bool {
    // Without any TLS library there is nothing to look for.
    let _ = error;
    #[cfg(feature = "__rustls")]
    if super::reqwest::chain(error).any(<dyn StdError>::is::<rustls::Error>) {
        return true;
    }
    #[cfg(feature = "native-tls")]
    if let Some(error) = super::reqwest::chain(error).find(|error| error.is::<native_tls::Error>())
    {
        return !super::reqwest::chain(error).any(<dyn StdError>::is::<std::io::Error>);
    }
    false
}
