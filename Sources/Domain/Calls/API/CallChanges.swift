import API
import Kernel
import Storage

/// What the ledger's public entries about notices and titles mean for readers of the API.
enum CallChanges {
    static let all = [
        APIChanges(of: "notice") { _, record in
            let id = Crockford.text(record.entry.subject)
            return APIChange("notice", id, record.entry.kind == "calls.notice-opened" ? .published : .updated, path: "/notices/\(id)")
        },
        APIChanges(of: "title") { _, record in
            let id = Crockford.text(record.entry.subject)
            return APIChange("title", id, record.entry.kind == "calls.title-granted" ? .added : .updated, path: "/titles/\(id)")
        },
    ]
}
