import Activities
import Kernel
import Storage

/// Activities of the demonstration that are made for the hour in which it is loaded: one to book and come in, one whose door is open, one that is streamed.
struct DemoToday: Sendable {
    /// The item that they stand in for: one of those of the museum in Yanta, where the accounts of the host and the door work.
    let number: Int
    let content: @Sendable (ActivityContent) -> ActivityContent
    /// Loaded at that time.
    let session: @Sendable (Instant) -> SessionDraft

    static let all = [DemoTrial.item, DemoOpenDay.item, DemoStream.item]

    /// The activity; nil where the demonstration has fewer of them.
    func activity(_ tx: Transaction) throws -> ID<Activity>? {
        try tx.activity(external: ExternalName(source: DemoProgramme.source, id: String(number)))?.id
    }

    /// The hour that runs.
    static func hour(_ now: Instant) -> Instant {
        let hour: Int64 = 3600 * 1_000_000
        return Instant(microseconds: now.microseconds / hour * hour)
    }
}
