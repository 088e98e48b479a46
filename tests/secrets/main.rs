//! No secret and no personal data is printed, traced or logged: marks are planted in every credential and in every
//! sensitive field, all operations go through all that can go wrong, and everything that comes out is searched.
//!
//! What may hold them, and only that, is what a caller asks for by name: the value of an answer, its body and headers,
//! and of an error the problem, the body, the headers and the report for a person.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod answers;
mod bulk;
mod calls;
mod clients;
mod connections;
mod contract;
mod faults;
mod hostile;
mod journal;
mod marks;
mod planting;
mod programs;
mod search;
mod shown;
mod stub;
