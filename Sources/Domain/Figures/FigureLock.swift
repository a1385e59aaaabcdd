package import Campaigns
package import Kernel
package import Language
import Storage

/// An edition as it was published on a day: its values stay, whatever is corrected later.
package struct FigureLock: Sendable, Hashable {
    /// The same for all campaigns that were locked together.
    package let id: ID<FigureLock>
    package let campaign: ID<Campaign>
    /// The campaign whose lock it was: itself, or one above it.
    package let root: ID<Campaign>
    /// The last change of a counted claim that the values hold.
    package let seq: Int64
    package let at: Instant
    package let values: FigureAnswer
}

/// A change of a counted claim after the lock; the locked value stands, this line says what is known today.
package struct Correction: Sendable, Hashable {
    /// One side of a change; nil where nothing was counted.
    package struct Side: Sendable, Hashable {
        package let method: CountingMethod
        package let value: Int64
    }
    package let seq: Int64
    package let activity: Int64
    package let title: Wording
    /// Nil for a claim about the whole activity.
    package let sessionBegin: Instant?
    package let zone: Zone
    package let indicator: String
    package let before: Side?
    package let after: Side?
    /// The claim that counts now.
    package let claim: Int64?
    package let at: Instant

    init(_ row: Row) throws {
        func side(_ name: String) throws -> Side? {
            guard let value = try row.int64OrNil(name + "_value"), let text = try row.textOrNil(name + "_method") else { return nil }
            return CountingMethod(rawValue: text).map { Side(method: $0, value: value) }
        }
        seq = try row.int64("seq")
        activity = try row.int64("activity_id")
        title = Wording(try row.textOrNil("title_zh") ?? "", try row.textOrNil("title_en"))
        sessionBegin = try row.instantOrNil("begin_at")
        zone = try row.textOrNil("zone").flatMap { Zone($0) } ?? .china
        indicator = try row.text("indicator")
        before = try side("before")
        after = try side("after")
        claim = try row.int64OrNil("claim_id")
        at = try row.instant("at")
    }
}
