//! Lengths of fields, as the documentation of the CSV import gives them.

use std::fmt;

use crate::models::NewContact;

/// A field is longer than the documentation of the CSV import says. The page of the REST functions gives no
/// lengths, and what the server does with a longer value is unknown: so this is a warning, never a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LengthWarning {
    /// The wire name of the field.
    pub field: &'static str,
    /// How many characters (Unicode scalar values) it has.
    pub length: usize,
    /// How many it should have at most.
    pub limit: usize,
    /// Where the limit is documented.
    pub source: LengthSource,
}

/// Which documentation of the CSV import gives a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LengthSource {
    /// The older one, deprecated from release 3.19 on.
    Before319,
    /// The newer one, which lengthens some fields from 32 to 64 characters. It is not visible for the fields
    /// after the phone numbers: for those, only the older one gives a length.
    From319,
}

impl fmt::Display for LengthSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Before319 => "before release 3.19",
            Self::From319 => "from release 3.19 on",
        })
    }
}

impl fmt::Display for LengthWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            field,
            length,
            limit,
            source,
        } = self;
        write!(
            f,
            "{field} has {length} characters, more than the {limit} of the CSV import {source}"
        )
    }
}

/// A field of a contact and its documented lengths.
struct Field {
    wire: &'static str,
    value: fn(&NewContact) -> Option<&String>,
    before_319: usize,
    from_319: Option<usize>,
}

const fn field(
    wire: &'static str,
    value: fn(&NewContact) -> Option<&String>,
    before_319: usize,
    from_319: Option<usize>,
) -> Field {
    Field {
        wire,
        value,
        before_319,
        from_319,
    }
}

/// The length of `UserData`, the same in both.
pub(crate) const USER_DATA: usize = 64;

/// `Comment` is documented as unlimited; the members that the CSV import does not have are not here.
const FIELDS: [Field; 31] = [
    field(
        "DiallerCampaignsName",
        |c| c.dialler_campaigns_name.as_ref(),
        64,
        Some(64),
    ),
    field(
        "UserData",
        |c| c.user_data.as_ref(),
        USER_DATA,
        Some(USER_DATA),
    ),
    field("Client", |c| c.client.as_ref(), 32, Some(64)),
    field("Service", |c| c.service.as_ref(), 32, Some(64)),
    field(
        "ReferenceNumber",
        |c| c.reference_number.as_ref(),
        32,
        Some(64),
    ),
    field("Name", |c| Some(&c.name), 32, Some(64)),
    field("FirstName", |c| c.first_name.as_ref(), 32, Some(64)),
    field("Salutation", |c| c.salutation.as_ref(), 16, Some(16)),
    field("Title", |c| c.title.as_ref(), 16, Some(16)),
    field("Company", |c| c.company.as_ref(), 32, Some(64)),
    field("Address", |c| c.address.as_ref(), 32, Some(64)),
    field("PostalCode", |c| c.postal_code.as_ref(), 10, Some(10)),
    field("City", |c| c.city.as_ref(), 32, Some(64)),
    field("Country", |c| c.country.as_ref(), 32, Some(64)),
    field("AccountOwner", |c| c.account_owner.as_ref(), 32, Some(64)),
    field("AccountBank", |c| c.account_bank.as_ref(), 32, Some(32)),
    field(
        "AccountNationalBankCode",
        |c| c.account_national_bank_code.as_ref(),
        10,
        Some(10),
    ),
    field("AccountBIC", |c| c.account_bic.as_ref(), 11, Some(11)),
    field("AccountNumber", |c| c.account_number.as_ref(), 20, Some(20)),
    field("AccountIBAN", |c| c.account_iban.as_ref(), 34, Some(34)),
    field("PhoneNumber1", |c| c.phone_number1.as_ref(), 32, Some(32)),
    field("PhoneNumber2", |c| c.phone_number2.as_ref(), 32, Some(32)),
    field("PhoneNumber3", |c| c.phone_number3.as_ref(), 32, Some(32)),
    field("PhoneNumber4", |c| c.phone_number4.as_ref(), 32, Some(32)),
    field("PhoneNumber5", |c| c.phone_number5.as_ref(), 32, Some(32)),
    field("PhoneNumber6", |c| c.phone_number6.as_ref(), 32, Some(32)),
    field("FaxNumber", |c| c.fax_number.as_ref(), 32, None),
    field("Email", |c| c.email.as_ref(), 32, None),
    field("Website", |c| c.website.as_ref(), 64, None),
    field(
        "ReservedUsersUID",
        |c| c.reserved_users_uid.as_ref(),
        32,
        None,
    ),
    field(
        "FollowUpUsersUID",
        |c| c.follow_up_users_uid.as_ref(),
        32,
        None,
    ),
];

impl NewContact {
    /// Which fields are longer than documented for the CSV import, one warning for each of the two documented
    /// generations that a field exceeds. What the REST functions do with such a value is unknown.
    ///
    /// ```
    /// use dialler::{LengthSource, NewContact};
    ///
    /// let contact = NewContact::new(538, "Mustermann").company("x".repeat(40)).phone_number1("+4989461495000");
    /// let warnings = contact.length_warnings();
    /// assert_eq!(warnings.len(), 1);
    /// assert_eq!((warnings[0].field, warnings[0].limit), ("Company", 32));
    /// assert_eq!(warnings[0].source, LengthSource::Before319);
    /// ```
    #[must_use]
    pub fn length_warnings(&self) -> Vec<LengthWarning> {
        let mut warnings = Vec::new();
        for field in &FIELDS {
            let length = (field.value)(self).map_or(0, |value| value.chars().count());
            let limits = [
                (LengthSource::Before319, Some(field.before_319)),
                (LengthSource::From319, field.from_319),
            ];
            for (source, limit) in limits {
                if let Some(limit) = limit.filter(|limit| length > *limit) {
                    warnings.push(LengthWarning {
                        field: field.wire,
                        length,
                        limit,
                        source,
                    });
                }
            }
        }
        warnings
    }
}
