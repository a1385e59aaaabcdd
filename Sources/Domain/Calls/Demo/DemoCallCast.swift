import Access
import Kernel
import Storage
import Venues

/// Who plays in the demonstration's calls. All are invented and say so.
package enum DemoCallCast {
    /// The authority of the three measures, and the two bodies that recommend.
    package static let bureau = "demo-science-bureau"
    package static let association = "demo-science-association"
    package static let district = "demo-district-bureau"
    /// The museum in Yanta for which the demonstration's host works; the first part of the demonstration enters it, with a venue of the same key.
    package static let host = "demo-610113-0"
    /// The demonstration's expert signs in by this name; those beside it have no password.
    package static let expert = "expert@example.org"

    /// All names of the pool's accounts, which are there before the demonstration's other accounts.
    package static var logins: [String] { experts.map(\.login) }

    struct Unit: Sendable {
        let number: Int
        let zh: String
        let en: String
        let region: String
        let kind: String
        var key: String { "demo-unit-\(number)" }
    }

    static let units: [Unit] = [
        Unit(number: 1, zh: "浐河水利科普馆", en: "Chanhe Water Museum", region: "610111", kind: "museum"),
        Unit(number: 2, zh: "城墙地质陈列馆", en: "City Wall Geology Gallery", region: "610104", kind: "museum"),
        Unit(number: 3, zh: "雁塔气象科普馆", en: "Yanta Weather Museum", region: "610113", kind: "museum"),
        Unit(number: 4, zh: "秦岭植物科普园", en: "Qinling Garden of Plants", region: "610116", kind: "institute"),
        Unit(number: 5, zh: "未央轨道交通体验中心", en: "Weiyang Rail Centre", region: "610112", kind: "enterprise"),
        Unit(number: 6, zh: "长安天文科普馆", en: "Chang'an Astronomy Museum", region: "610116", kind: "museum"),
        Unit(number: 7, zh: "莲湖消防体验馆", en: "Lianhu Fire Safety Centre", region: "610104", kind: "museum"),
        Unit(number: 8, zh: "阎良航空科普馆", en: "Yanliang Museum of Flight", region: "610114", kind: "museum"),
        Unit(number: 9, zh: "高新集成电路展示中心", en: "Hi-Tech Chip Gallery", region: "610113", kind: "enterprise"),
        Unit(number: 10, zh: "临潼丝路文物保护实验室", en: "Lintong Conservation Laboratory", region: "610115", kind: "institute"),
    ]

    struct Judge: Sendable {
        let login: String
        let zh: String
        let region: String
        let home: String
    }

    static let experts: [Judge] = [
        Judge(login: expert, zh: "周明远（示例）", region: "610000", home: "demo-university"), Judge(login: "expert-2@example.org", zh: "何静（示例）", region: "110000", home: "demo-academy"),
        Judge(login: "expert-3@example.org", zh: "沈国梁（示例）", region: "310000", home: "demo-society"), Judge(login: "expert-4@example.org", zh: "林晓（示例）", region: "440000", home: "demo-academy"),
        Judge(login: "expert-5@example.org", zh: "马建平（示例）", region: "620000", home: "demo-university"), Judge(login: "expert-6@example.org", zh: "郑雨（示例）", region: "510000", home: "demo-society"),
    ]

    /// Stands for everybody who acts before there are accounts: offices, recommenders, units, supervision. It is the program itself.
    static let everybody = Identity(
        account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all), Grant(.supervisor, over: .all), Grant(.host, over: .all)])

    /// The pool, with an account each; again gives the same.
    static func judges(_ tx: Transaction) throws -> [Identity] {
        try experts.map { one in
            let id = try tx.account(login: one.login)?.account.id ?? tx.addAccount(login: one.login, name: one.zh, passwordHash: "")
            if try tx.expert(of: id) == nil {
                _ = try tx.addExpert(name: one.zh, account: id, organisation: organisation(one.home, tx), region: one.region, fields: ["venues", "research"], by: 0)
            }
            return Identity(account: Account(id: id, login: one.login, name: one.zh), grants: [Grant(.expert, over: .all)])
        }
    }

    /// A unit of the demonstration by its number; 0 is the host's.
    static func unit(_ number: Int, _ tx: Transaction) throws -> ID<Organisation> {
        let key = units.first { $0.number == number }?.key ?? host
        return try organisation(key, tx)
    }

    static func organisation(_ key: String, _ tx: Transaction) throws -> ID<Organisation> {
        guard let found = try tx.organisation(key: key) else {
            throw Refusal(.conflict, "demo-missing", "示例单位“\(key)”还没有载入。", "The demonstration's organisation “\(key)” is missing.")
        }
        return found.id
    }
}
