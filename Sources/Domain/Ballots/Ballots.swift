import Bookings
package import Rooms
import Kernel
import Storage
import Web

/// The room of ballots: a draw that anybody can compute again, instead of a race for the places of a session.
package enum Ballots {
    package static let module: Module = {
        var module = Module("ballots", "抽签", "Ballots")
        module.busyTables = ["ballots_ballot", "ballots_places", "ballots_entry"]
        module.migrations = BallotsSchema.migrations
        module.jobs = BallotJobs.all
        module.messages = [BallotLetter.kind]
        module.panels = [BallotPanel.session, BallotPanel.desk]
        module.guards = BallotGuards.all
        module.personalData = [BallotPersonalData.entries]
        module.resealings = [BallotSeed.resealing]
        module.demo = [DemoBallot.part]
        module.rulePages = [BallotRulePage.page]
        (module.ledgerWords, module.ledgerNouns) = (BallotLedger.words, BallotLedger.nouns)
        module.routes = { _ in BallotRoutes.routes + BallotDeskRoutes.routes }
        return module
    }()
}
