//! The format of a request's body: the page lists several, and says nothing about which is preferred.

use vendor_core::Request;

use crate::models::Activation;
use crate::operations::WorkshopActivation;
#[cfg(feature = "xml")]
use crate::xml;

/// How an activation is written. The page lists these media types, and form encoding, which it has no sample of
/// and which is left out here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON as `application/json`: the default.
    #[default]
    Json,
    /// JSON as `text/json`.
    TextJson,
    /// XML as `application/xml`.
    #[cfg(feature = "xml")]
    Xml,
    /// XML as `text/xml`.
    #[cfg(feature = "xml")]
    TextXml,
}

impl Format {
    /// The media type that is sent.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::TextJson => "text/json",
            #[cfg(feature = "xml")]
            Self::Xml => "application/xml",
            #[cfg(feature = "xml")]
            Self::TextXml => "text/xml",
        }
    }
}

impl WorkshopActivation {
    /// Sends the activation in another format than JSON as `application/json`.
    ///
    /// What XML 1.0 cannot hold (most control characters) is refused before anything is sent; in JSON every
    /// text can be sent.
    ///
    /// # Examples
    /// ```
    /// use iveco_bt::{Activation, Format};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.iveco();
    /// # let client = iveco_bt::Client::builder(vendor.base_url()).build()?;
    /// // `Format::Xml` and `Format::TextXml` are there with the feature `xml`.
    /// let activation = Activation::new(4).dossier_number("D-17");
    /// client.workshop_activation(activation).with_format(Format::TextJson).await?;
    /// assert_eq!(sandbox.iveco().activations_of("D-17")[0].reason_code, 4);
    /// # Ok(()) }
    /// ```
    pub fn with_format(mut self, format: Format) -> Self {
        self.body.format = format;
        self
    }
}

/// An activation in the format that it is sent in.
#[derive(Clone, Debug)]
pub(crate) struct ActivationBody {
    activation: Activation,
    format: Format,
}

impl From<Activation> for ActivationBody {
    fn from(activation: Activation) -> Self {
        Self {
            activation,
            format: Format::default(),
        }
    }
}

impl ActivationBody {
    pub(crate) fn write_to(&self, request: &mut Request) {
        let text = match self.format {
            Format::Json | Format::TextJson => {
                request.json(&self.activation);
                request.body_bytes().clone()
            }
            #[cfg(feature = "xml")]
            Format::Xml | Format::TextXml => {
                xml::document(&self.activation, request.violations()).into()
            }
        };
        request.body(self.format.media_type(), text);
    }
}
