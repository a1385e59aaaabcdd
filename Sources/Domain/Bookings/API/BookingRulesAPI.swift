import API
import Activities
import Declaration
import Kernel
import Language
import Storage
import Web

/// Booking rules at `/api/v1`, for everybody.
enum BookingRulesAPI {
    static let resources = [list, item]

    private static let list = APIResource.list(
        "/booking-rules", name: "listBookingRules", Phrase("预约规则", "Booking rules"), says: Phrase("按 key 排列。", "By key."), of: json, examples: [APIExample("全部", "All of them")]
    ) { call in
        let all = try await call.visit.database.read { try $0.allNamedRules() }
        return call.page(of: all) { $0.key }
    }

    private static let item = APIResource.item(
        "/booking-rules/{key}", name: "readBookingRules", Phrase("一份预约规则", "One set of booking rules"), [.path("key", "规则的 key", "The rules' key")], of: json,
        examples: [APIExample(Phrase("一份预约规则", "One set of rules")) { tx in try tx.allNamedRules().first.map { [("key", $0.key)] } }]
    ) { call in
        let key = call.visit.parameter("key")
        return try await call.visit.database.read { tx in
            guard let rules = try tx.namedRules(key: key) else { throw Refusal.notFound(NamedRules.noun) }
            return rules
        }
    }

    private static let json = APIObject<NamedRules>("BookingRules") {
        APIField("key", .text, "key", "Their key") { $0.key }
        APIField("name", .wording, "名称", "Their name") { $0.name }
        APIField("level", .orNull(.text), "适用于哪一层：session、activity、venue、campaign", "Where they hold: session, activity, venue, campaign; null: nowhere yet") { $0.level?.word }
        APIField("subject", .orNull(.id), "所适用的记录的标识", "The identity of the record for which they hold") { $0.subject.map { ID<NamedRules>($0).text } }
        APIField("sentences", .list(.text), "逐条说明（英文）", "What holds, in sentences") { rules in
            RulesInForce([.init(rules.level ?? .venue, of: rules.subject ?? 0, key: rules.key, rules.rules)]).sentences.map { "\($0.about.en): \($0.says.en)" }
        }
        APIField("declaration", .text, "活动文件中的写法（JSON）", "As a campaign file declares them, in JSON") { $0.body.json }
        APIField("changed_at", .instant, "最近修改", "When they were last changed") { $0.changedAt }
        APIField("page", .address, "网页", "Their page") { "/rules/" + $0.key }
    }
}
