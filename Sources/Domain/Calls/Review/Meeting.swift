import Foundation
import Kernel
import Storage

/// A meeting that decided on applications: who was there, what was decided on each, and who stepped aside for it (domain.md M02, §3.1).
struct Meeting: Sendable {
    /// What the meeting made of one application.
    struct Item: Sendable, Hashable {
        let applicationID: ID<Application>
        let outcome: MeetingOutcome
        /// Those present who took no part in this decision.
        let recused: [String]
        let says: String
    }

    let id: ID<Meeting>
    let callID: ID<Call>
    let heldOn: Day
    /// Name and office of each, in the order in which they were entered.
    let present: [String]
    let minutes: String
    let madeAt: Instant

    static let noun = Phrase("会议", "meeting")

    init(_ row: Row) throws {
        (id, callID, heldOn) = (try row.id("id"), try row.id("call_id"), try row.day("held_on"))
        (present, minutes, madeAt) = (Self.lines(try row.text("present")), try row.text("minutes"), try row.instant("made_at"))
    }

    /// A name a line, without blanks around it; each once.
    static func lines(_ text: String) -> [String] {
        var seen: Set<String> = []
        return text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

extension Meeting.Item {
    init(_ row: Row) throws {
        self.init(
            applicationID: try row.id("application_id"), outcome: try row.choice("outcome"), recused: Meeting.lines(try row.text("recused")),
            says: try row.text("says"))
    }
}

/// What a meeting may make of an application.
enum MeetingOutcome: String, Sendable, Hashable, CaseIterable, SQLConvertible {
    case propose
    case setAside = "set-aside"

    var event: ApplicationEvent {
        switch self {
        case .propose: .propose
        case .setAside: .setAside
        }
    }
}

/// A meeting as the office enters it.
struct MeetingDraft: Sendable {
    var heldOn: Day
    var present: [String]
    var minutes: String
    var items: [Meeting.Item]

    /// Nobody decides alone for those who are there, nobody who stepped aside decides, and what is decided was decided by somebody.
    func check(today: Day) throws(Refusal) {
        guard heldOn <= today else {
            throw Refusal(.invalid, "meeting-future", "会议日期不能晚于今天（\(today.iso)）。会后再登记。", "A meeting is entered after it was held, not before (today is \(today.iso)).", field: "held")
        }
        guard !present.isEmpty else {
            throw Refusal(.invalid, "meeting-empty", "请写明出席人员，每行一位。", "Name those who were present, one a line.", field: "present")
        }
        guard !items.isEmpty else {
            throw Refusal(.invalid, "meeting-items", "请至少对一份申报作出决定。", "Decide on at least one application.", field: "items")
        }
        for item in items {
            if let stranger = item.recused.first(where: { !present.contains($0) }) {
                throw Refusal(
                    .invalid, "meeting-recused", "回避人“\(stranger)”不在出席人员中。请按出席名单填写姓名。",
                    "“\(stranger)” stepped aside but is not among those present. Write the name as it stands in the list.", field: "items")
            }
            if Set(item.recused).count == present.count {
                throw Refusal(
                    .conflict, "meeting-nobody", "有一项的出席人员全部回避，无人作出决定。请另行开会审定。", "For one item everybody present stepped aside, so nobody decided. Decide it in another meeting.",
                    field: "items")
            }
            if item.outcome == .setAside, item.says.isEmpty {
                throw Refusal(.invalid, "reason", "不列入名单的，请写明理由，申报单位会看到。", "Give the reason for what is set aside; the applicant will read it.", field: "items")
            }
        }
    }
}
