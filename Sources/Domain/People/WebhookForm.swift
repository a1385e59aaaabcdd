import API
import Kernel
import Outbox
import Rooms
import Web

/// What a webhook is told, as its subscriber chooses it; and where it is sent.
struct WebhookForm: Sendable {
    /// Of which records something may be told, with their names.
    let records: [FormField.Choice]
    let changes: [FormField.Choice]

    init(_ house: House) {
        let names = Dictionary(house.ledgerNouns.map { ($0.noun, $0.title) }, uniquingKeysWith: { first, _ in first })
        records = Set(house.changes.map(\.noun)).sorted().map { FormField.Choice($0, names[$0] ?? Phrase(same: $0)) }
        changes = APIChange.Kind.allCases.map { FormField.Choice($0.rawValue, Self.title(of: $0)) }
    }

    static let address = FormField(
        "address", "接收地址", "Address", .webAddress, required: true,
        hint: Phrase("以 https:// 开头，互联网上可以访问", "Begins with https:// and is reached over the public internet"))

    var filter: Form {
        Form(
            FormField("records", "通知哪些记录", "Of which records", .choices(records), hint: Phrase("都不选即全部", "None ticked is all of them")),
            FormField("changes", "发生什么时通知", "When what becomes of them", .choices(changes), hint: Phrase("都不选即全部", "None ticked is all of them")))
    }

    var adding: Form { Form(Self.address) + filter }

    func filled(with filter: WebhookFilter) -> FormReading {
        self.filter.filled([:], choices: ["records": filter.records.sorted(), "changes": filter.changes.sorted()])
    }

    static func filter(_ reading: FormReading) -> WebhookFilter {
        WebhookFilter(records: Set(reading.texts("records")), changes: Set(reading.texts("changes")))
    }

    /// `活动、场次；已发布`: what is told, in one line.
    func words(_ filter: WebhookFilter) -> Phrase {
        func list(_ wanted: Set<String>, _ choices: [FormField.Choice], _ all: Phrase) -> Phrase {
            let named = wanted.sorted().map { word in choices.first { $0.value == word }?.title ?? Phrase(same: word) }
            return named.isEmpty ? all : Phrase(named.map(\.zh).joined(separator: "、"), named.map(\.en).joined(separator: ", "))
        }
        if filter == .everything { return Phrase("公开记录的一切变化", "Every change of what is public") }
        let what = list(filter.records, records, Phrase("所有记录", "all records"))
        let when = list(filter.changes, changes, Phrase("一切变化", "whatever becomes of them"))
        return Phrase("\(what.zh)；\(when.zh)", "\(what.en): \(when.en)")
    }

    private static func title(of kind: APIChange.Kind) -> Phrase {
        switch kind {
        case .added: Phrase("新增", "added")
        case .updated: Phrase("更改", "updated")
        case .published: Phrase("发布", "published")
        case .withdrawn: Phrase("撤回", "withdrawn")
        case .cancelled: Phrase("取消", "cancelled")
        case .restored: Phrase("恢复", "restored")
        case .removed: Phrase("移除", "removed")
        }
    }
}
