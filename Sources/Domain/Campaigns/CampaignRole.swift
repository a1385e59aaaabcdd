package import Kernel
import Storage
package import Venues

/// What a body is in a campaign; all of these are printed.
package struct CampaignRole: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        /// 主办
        case organiser
        /// 联合主办
        case coOrganiser = "co-organiser"
        /// 承办
        case undertaker
        /// 协办
        case coUndertaker = "co-undertaker"
        /// 支持单位
        case supporter
    }

    package var organisationID: ID<Organisation>
    package var kind: Kind

    package init(_ kind: Kind, _ organisationID: ID<Organisation>) { (self.kind, self.organisationID) = (kind, organisationID) }

    init(_ row: Row) throws { self.init(try row.choice("role"), try row.id("organisation_id")) }
}

extension CampaignRole.Kind {
    package var title: Phrase {
        switch self {
        case .organiser: Phrase("主办", "Organiser")
        case .coOrganiser: Phrase("联合主办", "Co-organiser")
        case .undertaker: Phrase("承办", "Undertaker")
        case .coUndertaker: Phrase("协办", "Co-undertaker")
        case .supporter: Phrase("支持单位", "Supporter")
        }
    }
}
