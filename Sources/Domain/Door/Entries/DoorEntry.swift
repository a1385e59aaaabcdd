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
    /// By how many milliseconds the device's clock was behind ours, as far as it knew when it noted this; nil where it did not say.
    package let skew: Int64?

    package static let mostAtOnce = 500
    static let mostPeople = 1000
    /// A hundred years: a clock that starts anew at 1970 is as wrong as one gets.
    private static let mostSkew: Int64 = 3_155_760_000_000

    package init(_ seq: Int64, _ kind: Kind, session: ID<ActivitySession>, at: Instant, said: String = "", skew: Int64? = nil) {
        (self.seq, self.kind, self.session, self.at, self.said, self.skew) = (seq, kind, session, at, said, skew)
    }

    /// - Throws: what is wrong with this one; the others of its batch are taken all the same.
    init(_ datum: Datum) throws(Refusal) {
        guard case .integer(let seq)? = datum["seq"], seq > 0 else { throw Self.wrong("seq", "编号 seq 应为正整数", "seq is a positive whole number") }
        guard let at = datum["at"]?.text.flatMap({ Instant(iso: $0) }) else {
            throw Self.wrong("at", "时间 at 应如 2026-01-01T09:00:00+08:00", "at is a time such as 2026-01-01T09:00:00+08:00")
        }
        guard let session = datum["session"]?.text.flatMap({ ID<ActivitySession>($0) }) else { throw Self.wrong("session", "缺少场次 session", "session is missing") }
        let said = datum["said"]?.text ?? ""
        self.init(seq, try Self.kind(datum), session: session, at: at, said: String(said.prefix(20)), skew: try Self.skew(datum))
    }

    private static func skew(_ datum: Datum) throws(Refusal) -> Int64? {
        switch datum["skew"] {
        case nil, .null?: return nil
        case .integer(let skew)? where (-mostSkew...mostSkew).contains(skew): return skew
        default: throw wrong("skew", "时差 skew 应为整数毫秒，一百年以内", "skew is a whole number of milliseconds, a hundred years at most")
        }
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

extension DoorDevice.Duty {
    /// Who stands at an exit lets nobody in.
    func takes(_ kind: DoorEntry.Kind) -> Bool {
        switch (self, kind) {
        case (.entrance, _), (.exit, .left), (.exit, .undo): true
        case (.exit, .scan), (.exit, .walkIn): false
        }
    }
}

extension DeviceClock {
    /// The time that counts for an entry: by the difference that the device knew when it noted it, so that a clock set right since then moves
    /// nothing; else by the difference at the moment of sending. Never in the future.
    package func right(_ entry: DoorEntry) -> Instant {
        guard let known = entry.skew else { return right(entry.at) }
        return right(Instant(microseconds: entry.at.microseconds + (known - skew) * 1000))
    }
}

/// What became of one thing that a device sent.
package struct DoorReply: Sendable, Hashable {
    package let seq: Int64
    /// `counted`, `repeated`, `unknown` … as `DoorResult.word`; `noted` for what was not let in and is only kept; `refused`, `wrong` with `says`.
    package let result: String
    package var firstAt: Instant?
    package var firstDevice = ""
    package var says: Phrase?
    /// The door had been closed as one that covered the whole session, and no longer is.
    package var opensAgain = false

    package init(_ seq: Int64, _ result: String, firstAt: Instant? = nil, firstDevice: String = "", says: Phrase? = nil) {
        (self.seq, self.result, self.firstAt, self.firstDevice, self.says) = (seq, result, firstAt, firstDevice, says)
    }
}
