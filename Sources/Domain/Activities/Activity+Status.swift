package import Kernel
package import Storage

extension Transaction {
    /// Sets what becomes of the activity itself, with the reason that the public reads. Cancelling cancels its sessions too.
    package func setStatus(_ status: ActivityStatus, of id: ID<Activity>, reason: String, by actor: Int64) throws {
        let before = try requireActivity(id)
        guard before.status != status || before.statusReason != reason else { return }
        if status != .scheduled, reason.isEmpty {
            throw Refusal(
                .invalid, "status-reason", "请用一句话向公众说明原因。", "Say why in a sentence; the public reads it.", field: "reason")
        }
        try execute("UPDATE activities_activity SET status = \(status), status_reason = \(reason) WHERE id = \(id)")
        if status == .cancelled {
            try execute(
                "UPDATE activities_session SET status = \(ActivitySession.Status.cancelled) WHERE activity_id = \(id) AND status <> 'cancelled'")
        }
        try record(
            LedgerEntry(
                "activities.status-changed", "activity", id, by: actor, payload: "{\"status\":\"\(status.rawValue)\"}", reason: reason,
                visibility: before.isPublic ? .public : .office))
    }
}
