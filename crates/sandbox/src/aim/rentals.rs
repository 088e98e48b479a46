//! All contracts, and how they are found.

use super::demo;
use super::rental::Rental;

pub(super) struct Rentals {
    rentals: Vec<Rental>,
    last_accessory_id: i64,
}

impl Rentals {
    pub(super) fn demonstration() -> Self {
        let mut rentals = Self {
            rentals: Vec::new(),
            last_accessory_id: 0,
        };
        for rental in demo::contracts() {
            rentals.put(rental);
        }
        rentals
    }

    pub(super) fn all(&self) -> &[Rental] {
        &self.rentals
    }

    pub(super) fn by_web_reference(&self, reference: &str) -> Option<&Rental> {
        self.rentals
            .iter()
            .find(|rental| rental.reference == reference)
    }

    pub(super) fn by_web_reference_mut(&mut self, reference: &str) -> Option<&mut Rental> {
        self.rentals
            .iter_mut()
            .find(|rental| rental.reference == reference)
    }

    pub(super) fn by_account(&self, account: i32, sub: i32) -> Option<&Rental> {
        self.rentals
            .iter()
            .find(|rental| rental.account == account && rental.sub == sub)
    }

    pub(super) fn put(&mut self, rental: Rental) {
        let highest = rental
            .accessories
            .iter()
            .map(|accessory| accessory.id)
            .max();
        self.last_accessory_id = self.last_accessory_id.max(highest.unwrap_or_default());
        match self.by_web_reference_mut(&rental.reference) {
            Some(known) => *known = rental,
            None => self.rentals.push(rental),
        }
    }

    pub(super) fn remove_all(&mut self) {
        self.rentals.clear();
    }

    pub(super) fn next_accessory_id(&mut self) -> i64 {
        self.last_accessory_id += 1;
        self.last_accessory_id
    }
}
