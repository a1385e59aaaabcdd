import Kernel

/// One record of the source, understood: what an activity says, when it takes place, and what it is called there.
struct ImportedRecord: Sendable {
    let externalID: String
    let content: ActivityContent
    /// The organiser that the record names; nil takes the mapping's.
    let organiser: String?
    let sessions: [SessionDraft]
    /// Cancelled, or as planned; nil where the source does not say.
    let status: ActivityStatus?
    /// When the source last changed it.
    let updated: Instant?
}
