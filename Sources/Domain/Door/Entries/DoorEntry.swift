import Formats
package import Activities
package import Kernel

/// One thing that a device noted, by its own number.
package struct DoorEntry: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case scan(String)
        /// Counted one by one, or only estimated.
        case walkIn(Int, isEstimate: Bool)
        case left(Int)
        /// Takes back a count of the same device.
        case undo(Int64)

        var word: String {
            switch self {
            case .scan: "scan"
            case .walkIn: "walk-in"
            case .left: "left"
            case .undo: "undo"
            }
        }
    }

    package let seq: Int64
    package let kind: Kind
    package let session: ID<ActivitySession>
    /// By the device's clock.
    package let at: Instant
    /// What the device said at the door by itself; empty where it asked.
    package let said: String

    package static let mostAtOnce = 500
    static let mostPeople = 1000

    package init(_ seq: Int64, _ kind: Kind, session: ID<ActivitySession>, at: Instant, said: String = "") {
        (self.seq, self.kind, self.session, self.at, self.said) = (seq, kind, session, at, said)
    }

    /// - Throws: what is wrong with this one; the others of its batch are taken all the same.
    init(_ datum: Datum) throws(Refusal) {
        guard case .integer(let seq)? = datum["seq"], seq > 0 else { throw Self.wrong("seq", "编号 seq 应为正整数", "seq is a positive whole number") }
        guard let at = datum["at"]?.text.flatMap({ Instant(iso: $0) }) else {
            throw Self.wrong("at", "时间 at 应如 2026-01-01T09:00:00+08:00", "at is a time such as 2026-01-01T09:00:00+08:00")
        }
        guard let session = datum["session"]?.text.flatMap({ ID<ActivitySession>($0) }) else { throw Self.wrong("session", "缺少场次 session", "session is missing") }
        let said = datum["said"]?.text ?? ""
        self.init(seq, try Self.kind(datum), session: session, at: at, said: String(said.prefix(20)))
    }

    private static func kind(_ datum: Datum) throws(Refusal) -> Kind {
        switch datum["kind"]?.text {
        case "scan":
            guard let text = datum["text"]?.text, !text.isEmpty, text.count <= 400 else { throw wrong("text", "票码为空或过长", "the ticket's code is empty or too long") }
            return .scan(text)
        case "walk-in": return .walkIn(try people(datum), isEstimate: datum["way"]?.text == "estimate")
        case "left": return .left(try people(datum))
        case "undo":
            guard case .integer(let of)? = datum["of"] else { throw wrong("of", "缺少要撤回的编号 of", "of, the number of what is taken back, is missing") }
            return .undo(of)
        default: throw wrong("kind", "类型 kind 应为 scan、walk-in、left 或 undo", "kind is scan, walk-in, left or undo")
        }
    }

    private static func people(_ datum: Datum) throws(Refusal) -> Int {
        guard case .integer(let count)? = datum["quantity"], (1...Int64(mostPeople)).contains(count) else {
            throw wrong("quantity", "人数 quantity 应为 1 至 \(mostPeople)", "quantity is from 1 to \(mostPeople)")
        }
        return Int(count)
    }

    private static func wrong(_ field: String, _ zh: String, _ en: String) -> Refusal { Refusal(.invalid, "entry-\(field)", "\(zh)。", "\(en).", field: field) }
}

/// What became of one thing that a device sent.
package struct DoorReply: Sendable, Hashable {
    package let seq: Int64
    /// `counted`, `repeated`, `unknown` … as `DoorResult.word`; `noted` for what was not let in and is only kept; `refused`, `wrong` with `says`.
    package let result: String
    package var firstAt: Instant?
    package var firstDevice = ""
    package var says: Phrase?

    package init(_ seq: Int64, _ result: String, firstAt: Instant? = nil, firstDevice: String = "", says: Phrase? = nil) {
        (self.seq, self.result, self.firstAt, self.firstDevice, self.says) = (seq, result, firstAt, firstDevice, says)
    }
}
