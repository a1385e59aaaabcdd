import Kernel
import Language
import Testing

@testable import Venues

/// Which units may be one and the same, and why.
@Suite struct OrganisationLikenessTests {
    private func unit(_ id: Int64, _ name: String, _ profile: OrganisationProfile = OrganisationProfile(), region: String? = "610113") -> (
        unit: Organisation, profile: OrganisationProfile
    ) {
        (Organisation(id: ID(id), key: "k\(id)", name: Wording(name), kind: .museum, region: region), profile)
    }

    @Test func byNameTelephoneAndAddress() {
        let found = OrganisationLikeness.pairs([
            unit(1, "西安科技馆", OrganisationProfile(contact: "办公室 029-8765 4321")),
            unit(2, "西安 科技館", OrganisationProfile(contact: "86-029-87654321")),
            unit(3, "别的馆", OrganisationProfile(address: Wording("雁塔路1号"))),
            unit(4, "另一馆", OrganisationProfile(address: Wording("雁塔路 1 号"))),
            unit(5, "远方馆", OrganisationProfile(address: Wording("雁塔路1号")), region: "110101"),
        ])
        #expect(
            found == [
                OrganisationLikeness(one: ID(1), other: ID(2), reasons: [.name, .telephone]),
                OrganisationLikeness(one: ID(3), other: ID(4), reasons: [.address]),
            ])
    }

    @Test(arguments: [
        ("029-87654321", "02987654321"), ("+86 138 0013 8000", "13800138000"), ("科普部 87654321（办公室）", "87654321"), ("12345", nil), ("", nil),
    ])
    func telephones(_ contact: String, _ digits: String?) {
        #expect(OrganisationLikeness.telephone(contact) == digits)
    }
}
