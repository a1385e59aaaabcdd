package import Kernel
package import Language
package import Storage

/// What a unit says of itself once, so that it need not be typed again with every activity.
package struct OrganisationProfile: Sendable, Hashable {
    package var address: Wording?
    /// An office or a telephone of the unit, never a person.
    package var contact: String?
    /// For the public.
    package var about: Wording?

    package init(address: Wording? = nil, contact: String? = nil, about: Wording? = nil) {
        (self.address, self.contact, self.about) = (address, contact, about)
    }

    init(_ row: Row) throws {
        self.init(address: try row.wordingOrNil("address"), contact: try row.textOrNil("contact"), about: try row.wordingOrNil("about"))
    }

    /// The same, with what it leaves open taken from `other`.
    func filled(from other: OrganisationProfile) -> OrganisationProfile {
        OrganisationProfile(address: address ?? other.address, contact: contact ?? other.contact, about: about ?? other.about)
    }
}

extension Transaction {
    /// Empty where the unit has not filled it in.
    package func profile(of organisation: ID<Organisation>) throws -> OrganisationProfile {
        try row("SELECT * FROM venues_organisation_profile WHERE organisation_id = \(organisation)", OrganisationProfile.init) ?? OrganisationProfile()
    }

    /// Those of many, by organisation; one without a profile is missing.
    func profiles() throws -> [ID<Organisation>: OrganisationProfile] {
        let found = try rows("SELECT * FROM venues_organisation_profile") { (try $0.id("organisation_id", Organisation.self), try OrganisationProfile($0)) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Puts the profile as given; the caller writes the ledger.
    func put(_ profile: OrganisationProfile, of organisation: ID<Organisation>) throws {
        try execute(
            """
            INSERT INTO venues_organisation_profile (organisation_id, address_zh, address_en, contact, about_zh, about_en)
            VALUES (\(organisation), \(profile.address?.zh), \(profile.address?.en), \(profile.contact), \(profile.about?.zh), \(profile.about?.en))
            ON CONFLICT (organisation_id) DO UPDATE SET address_zh = excluded.address_zh, address_en = excluded.address_en,
                contact = excluded.contact, about_zh = excluded.about_zh, about_en = excluded.about_en
            """)
    }
}
