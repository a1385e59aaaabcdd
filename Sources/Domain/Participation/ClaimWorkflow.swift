package import Workflow
import Access
import Kernel

extension Claim {
    /// The life of a claim. A measured one counts on arrival; accepting it only confirms it.
    package static let workflow: Workflow<ClaimState, ClaimEvent> = {
        typealias W = Workflow<ClaimState, ClaimEvent>
        let decide = Participation.decide.name
        return W(
            of: Phrase("这条数据", "The claim"), begins: .received,
            W.on(.accept, from: .received, to: .accepted, by: decide, records: "participation.claim-accepted")
                + W.on(.return, from: .received, to: .returned, by: decide, records: "participation.claim-returned")
                + W.on(.reject, from: .received, to: .rejected, by: decide, records: "participation.claim-rejected"))
    }()
}
