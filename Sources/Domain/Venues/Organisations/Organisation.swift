package import Kernel
package import Language
package import Storage

/// A body that organises, runs venues, signs agreements: an association, a bureau, a museum, a school.
package struct Organisation: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case association, bureau, society, museum, university, school, enterprise, government, institute, media, other
    }

    /// The reporting line beside the administrative tree.
    package enum Line: String, Sendable, CaseIterable, SQLConvertible {
        case associations, ministries, societies, xpcc, education
        case cultureAndTourism = "culture-and-tourism"
        case scienceAndTechnology = "science-and-technology"
        case government, other
    }

    package let id: ID<Organisation>
    package let key: String
    package var name: Wording
    package var kind: Kind
    /// The code of its seat; nil for a national body.
    package var region: String?
    package var line: Line?
    /// The body above it.
    package var parentID: ID<Organisation>?
    package var provenance: Provenance

    package init(
        id: ID<Organisation>, key: String, name: Wording, kind: Kind, region: String? = nil, line: Line? = nil,
        parentID: ID<Organisation>? = nil, provenance: Provenance = Provenance()
    ) {
        (self.id, self.key, self.name, self.kind, self.region) = (id, key, name, kind, region)
        (self.line, self.parentID, self.provenance) = (line, parentID, provenance)
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.id("id"), key: try row.text("key"), name: try row.wording("name"), kind: try row.choice("kind"),
            region: try row.textOrNil("region"), line: try row.choiceOrNil("line"), parentID: try row.idOrNil("parent_id"),
            provenance: try row.provenance())
    }
}

extension Organisation.Kind {
    package var title: Phrase {
        switch self {
        case .association: Phrase("科协", "Science association")
        case .bureau: Phrase("政府部门", "Government department")
        case .society: Phrase("学会", "Society")
        case .museum: Phrase("场馆", "Museum")
        case .university: Phrase("高校", "University")
        case .school: Phrase("学校", "School")
        case .enterprise: Phrase("企业", "Enterprise")
        case .government: Phrase("政府", "Government")
        case .institute: Phrase("科研院所", "Research institute")
        case .media: Phrase("媒体", "Media")
        case .other: Phrase("其他", "Other")
        }
    }
}

extension Organisation.Line {
    package var title: Phrase {
        switch self {
        case .associations: Phrase("科协系统", "Science associations")
        case .ministries: Phrase("中央部委", "Central ministries")
        case .societies: Phrase("全国学会", "National societies")
        case .xpcc: Phrase("新疆生产建设兵团", "Xinjiang Production and Construction Corps")
        case .education: Phrase("教育系统", "Education")
        case .cultureAndTourism: Phrase("文化和旅游系统", "Culture and tourism")
        case .scienceAndTechnology: Phrase("科技管理系统", "Science and technology administration")
        case .government: Phrase("政府系统", "Government")
        case .other: Phrase("其他", "Other")
        }
    }
}
