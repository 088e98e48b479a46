//! What a contract says, in the words of the generator: references resolved to names, every value checked.

use super::problem::Place;

#[derive(Debug, Default)]
pub(crate) struct Contract {
    /// How the vendor's API is named in sentences.
    pub(crate) title: String,
    pub(crate) constants: Vec<Constant>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) schemas: Vec<Schema>,
}

impl Contract {
    pub(crate) fn schema(&self, name: &str) -> Option<&Schema> {
        self.schemas.iter().find(|schema| schema.name == name)
    }

    /// The items of a list that is a member of an object, by its wire name.
    pub(crate) fn list_member(&self, object: &Value, member: &str) -> Option<&Value> {
        let Kind::Named(name) = &object.kind else {
            return None;
        };
        let properties = &self.object(name)?.properties;
        match &properties
            .iter()
            .find(|property| property.wire == member)?
            .value
            .kind
        {
            Kind::List(item, _) => Some(item),
            _ => None,
        }
    }

    pub(crate) fn object(&self, name: &str) -> Option<&Object> {
        match &self.schema(name)?.shape {
            Shape::Object(object) => Some(object),
            Shape::Enumeration(_) => None,
        }
    }
}

/// A URL or a header that the contract gives a name to.
#[derive(Debug)]
pub(crate) struct Constant {
    pub(crate) kind: ConstantKind,
    pub(crate) rust_name: String,
    pub(crate) value: String,
    pub(crate) docs: Docs,
    pub(crate) place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConstantKind {
    Url,
    Header,
}

/// What the contract says to a reader.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docs {
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) source: Option<Source>,
    pub(crate) example: Option<String>,
    /// What the vendor takes when the value is left out.
    pub(crate) default: Option<String>,
}

/// Where a fact is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Documented,
    Elsewhere(String),
    Inferred(String),
}

#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) docs: Docs,
    pub(crate) idempotency: Idempotency,
    /// The crate's own code says whether several things are asked for at once.
    pub(crate) bulk: bool,
    pub(crate) gone_status: Option<i64>,
    /// The member of the answer whose items can be read one by one.
    pub(crate) stream: Option<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) answer: Answer,
    /// The answers that are not a success.
    pub(crate) failures: Vec<Answer>,
    pub(crate) place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Put,
    Post,
    Delete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Idempotency {
    Safe,
    Idempotent,
    NotIdempotent,
    /// Not idempotent unless the crate's own code says so of the request at hand.
    Depends,
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) wire: String,
    pub(crate) rust: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) allows_empty: bool,
    pub(crate) value: Value,
    /// A type of the crate's own, in place of the one that follows from the schema.
    pub(crate) rust_type: Option<String>,
    /// Only the crate's own code sets it.
    pub(crate) internal: bool,
    pub(crate) docs: Docs,
    pub(crate) place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
}

#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) value: Value,
    pub(crate) docs: Docs,
}

/// What a successful call answers with.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// `None` when it has no body, or one that no page describes.
    pub(crate) value: Option<Value>,
    pub(crate) media_types: Vec<String>,
    /// A type of the crate's own, made from an answer that no page describes.
    pub(crate) rust_type: Option<String>,
}

impl Answer {
    /// Whether the contract knows nothing of the body: it may be of any media type.
    pub(crate) fn is_undescribed(&self) -> bool {
        self.media_types.iter().any(|found| found == ANY_MEDIA_TYPE)
    }
}

/// The media type of a body that no page describes.
pub(crate) const ANY_MEDIA_TYPE: &str = "*/*";

/// A schema with a name.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) name: String,
    pub(crate) rust_name: String,
    pub(crate) docs: Docs,
    /// What its element is called in XML.
    pub(crate) xml: Xml,
    pub(crate) shape: Shape,
    pub(crate) place: Place,
}

/// OpenAPI's `xml` of a schema.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    pub(crate) name: Option<String>,
    pub(crate) namespace: Option<String>,
}

#[derive(Debug)]
pub(crate) enum Shape {
    Object(Object),
    Enumeration(Enumeration),
}

#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) role: Role,
    /// All of it is secret or personal.
    pub(crate) sensitive: bool,
    /// Only the crate's own code makes one.
    pub(crate) internal: bool,
    pub(crate) properties: Vec<Property>,
    /// Of which members one must have a value.
    pub(crate) alternatives: Vec<Alternatives>,
}

/// Members, by their wire names, of which at least one must have a value; or just one.
#[derive(Debug)]
pub(crate) struct Alternatives {
    pub(crate) names: Vec<String>,
    pub(crate) exclusive: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Request,
    Response,
    Both,
    Error,
}

impl Role {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
            Self::Error => "error",
        }
    }

    pub(crate) fn is_sent(self) -> bool {
        matches!(self, Self::Request | Self::Both)
    }

    pub(crate) fn is_received(self) -> bool {
        matches!(self, Self::Response | Self::Both)
    }
}

#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) wire: String,
    pub(crate) rust: String,
    /// Another name that the vendor has been seen to use.
    pub(crate) alias: Option<String>,
    /// Only the crate's own code sets it.
    pub(crate) internal: bool,
    pub(crate) required: bool,
    pub(crate) value: Value,
    pub(crate) docs: Docs,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) enum Enumeration {
    Texts(Vec<Variant<String>>),
    Integers(Width, Vec<Variant<i64>>),
}

#[derive(Debug)]
pub(crate) struct Variant<T> {
    pub(crate) value: T,
    pub(crate) rust: String,
    pub(crate) description: Option<String>,
}

/// A type as it stands in a member, a parameter or a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) kind: Kind,
    pub(crate) nullable: bool,
    /// Secret or personal data, or a list of it.
    pub(crate) sensitive: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text(TextRule),
    Uuid,
    DateTime(DateForm),
    Integer(Width, Range),
    Decimal,
    Boolean,
    List(Box<Value>, Range),
    Named(String),
    /// JSON that no page describes.
    Any,
    /// A type of the crate's own, in place of these.
    Custom {
        rust_type: String,
        stands_for: Vec<Value>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    Int32,
    Int64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateForm {
    Rfc3339,
    DotnetOffset,
    Dotnet,
    Naive7,
    Naive,
}

/// What a text may look like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextRule {
    pub(crate) length: Range,
    /// Ranges of characters; empty when all are allowed.
    pub(crate) characters: Vec<(char, char)>,
}

/// Both ends included, either open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) least: Option<i64>,
    pub(crate) greatest: Option<i64>,
}

impl Range {
    pub(crate) fn is_open(self) -> bool {
        self == Self::default()
    }

    /// Whether nothing fits.
    pub(crate) fn is_empty(self) -> bool {
        matches!((self.least, self.greatest), (Some(least), Some(greatest)) if least > greatest)
    }
}

impl Kind {
    /// The name of the schema that this is, or is a list of.
    pub(crate) fn named(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::List(item, _) => item.kind.named(),
            _ => None,
        }
    }
}
