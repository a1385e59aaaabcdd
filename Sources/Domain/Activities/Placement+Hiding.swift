import Kernel
import Rooms
import Storage

extension Transaction {
    /// Asks what is left standing where a step takes the activity out of the public's sight altogether: in this campaign, and no
    /// other one shows it. `confirmed` says that whoever takes the step knows it.
    func askUnpublication(_ placement: Placement, by event: PlacementEvent, confirmed: Bool, house: House) throws {
        let isHidden = [.refuse, .withdraw].contains(event) || event == .giveBack && placement.publishedNumber == placement.number
        guard placement.isPublished, isHidden else { return }
        let others = try placements(of: placement.activity).filter { $0.campaign != placement.campaign && $0.isPublished }
        guard others.isEmpty else { return }
        try house.ask(Activities.unpublication, about: placement.activity.number, ["confirmed": confirmed ? 1 : 0], in: self)
    }
}
