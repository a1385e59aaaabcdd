import Activities
import Kernel
import Rooms
import Storage

/// What this room asks of changes to a session.
enum BallotGuards {
    static let all = [
        Guard(on: Activities.sessionCapacity) { tx, subject, detail in
            guard let capacity = detail["capacity"], let ballot = try tx.ballot(of: ID(subject)), ballot.state == .open else { return }
            let wanted = try tx.ballotPlaces(ballot).filter { $0.session == ID<ActivitySession>(subject).text }.reduce(0) { $0 + $1.places }
            guard capacity - (detail["taken"] ?? 0) < Int64(wanted) else { return }
            throw Refusal(
                .conflict, "ballot-places-kept", "该场次正在抽签，\(wanted) 个名额已公布，不能再减少。", "This session is in a ballot for \(wanted) places; they cannot become fewer.",
                field: "capacity")
        },
        Guard(on: Activities.sessionRemoval) { tx, subject, _ in
            guard try tx.ballot(of: ID(subject)) != nil else { return }
            throw Refusal(.conflict, "session-in-ballot", "该场次有抽签，不能删除。请改为“取消”。", "This session is part of a ballot, so it cannot be removed. Cancel it instead.")
        },
    ]
}
