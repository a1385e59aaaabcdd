import Declaration
import Storage

/// What refers to organisations and venues in this room.
enum VenueDependants {
    static let all = [
        Dependants(on: "organisations", "个场馆", "venue", "venues") { key in
            "SELECT COUNT(*) FROM venues_venue v JOIN venues_organisation o ON o.id = v.organisation_id WHERE o.key = \(key)"
        },
        Dependants(on: "organisations", "个下属单位", "organisation below it", "organisations below it") { key in
            "SELECT COUNT(*) FROM venues_organisation c JOIN venues_organisation o ON o.id = c.parent_id WHERE o.key = \(key)"
        },
        Dependants(on: "organisations", "份协议", "agreement", "agreements") { key in
            "SELECT COUNT(*) FROM venues_agreement_party p JOIN venues_organisation o ON o.id = p.organisation_id WHERE o.key = \(key)"
        },
        Dependants(on: "venues", "个场馆体系", "network", "networks") { key in
            """
            SELECT COUNT(*) FROM venues_network n WHERE n.hub_id IN (SELECT id FROM venues_venue WHERE key = \(key))
            OR n.id IN (SELECT m.network_id FROM venues_network_member m JOIN venues_venue v ON v.id = m.venue_id WHERE v.key = \(key))
            """
        },
    ]
}
