package import Access
package import Kernel
import Storage

/// Somebody's own program that is told of public changes, all of them or those that it wants, after Standard Webhooks 1.0.
package struct Webhook: Sendable {
    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        case active
        /// By a person.
        case paused
        /// By the program: nothing was taken for days.
        case disabled
        /// The receiver said that it is gone (410).
        case gone

        package var title: Phrase {
            switch self {
            case .active: Phrase("启用", "Active")
            case .paused: Phrase("已暂停", "Paused")
            case .disabled: Phrase("因长期失败已停用", "Disabled after long failure")
            case .gone: Phrase("接收方已关闭（410）", "Gone (410)")
            }
        }
    }

    package let id: ID<Webhook>
    package let address: String
    package let owner: ID<Account>
    package let madeAt: Instant
    package let state: State
    /// Up to which public entry of the ledger everything was tried.
    package let after: Int64
    /// Tries in a row that came to nothing.
    package let failures: Int
    package let failingSince: Instant?
    /// How many events were taken.
    package let taken: Int
    package let lastAt: Instant?
    /// What the receiver said last.
    package let answer: String
    /// Until when the secret before this one signs too.
    package let beforeUntil: Instant?
    /// Of what it is told.
    package let filter: WebhookFilter

    static let columns: SQL = "id, address, owner_id, made_at, state, after_seq, failures, failing_since, taken, last_at, answer, before_until, wanted_records, wanted_changes"

    init(_ row: Row) throws {
        id = try row.id("id")
        address = try row.text("address")
        owner = try row.id("owner_id")
        madeAt = try row.instant("made_at")
        state = try row.choice("state")
        after = try row.int64("after_seq")
        failures = try row.int("failures")
        failingSince = try row.instantOrNil("failing_since")
        taken = try row.int("taken")
        lastAt = try row.instantOrNil("last_at")
        answer = try row.text("answer")
        beforeUntil = try row.instantOrNil("before_until")
        filter = try WebhookFilter(row)
    }

    /// Tries in a row that come to nothing before the stream waits: until then what was not taken is set aside and the next is tried.
    static let patience = 5
    /// After so long without anything taken it is disabled, in seconds: five days.
    static let longestFailure: Int64 = 5 * 86_400
    /// For so long the secret before a rotation signs too, in hours.
    static let rotationHours: Int64 = 24
}
