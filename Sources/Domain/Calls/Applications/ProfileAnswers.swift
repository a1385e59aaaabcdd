import Kernel
import Language
import Storage
import Venues

/// What a unit has said of itself once, for questions that ask it again (promise 1).
enum ProfileFact: String, Sendable, Hashable, CaseIterable {
    case name, address, contact, about
}

/// The answers that the unit's profile gives now.
struct ProfileAnswers: Sendable {
    private let values: [ProfileFact: String]

    /// Of the venue, where the title is sought for one and it says so itself; otherwise of the unit. In Chinese: the form goes to an authority.
    init(of organisation: ID<Organisation>, venue: ID<Venue>?, in tx: Transaction) throws {
        let (unit, profile, place) = (try tx.organisation(organisation), try tx.profile(of: organisation), try venue.flatMap { try tx.venue($0) })
        var values: [ProfileFact: String] = [:]
        values[.name] = place?.name.zh ?? unit?.name.zh
        values[.address] = place?.address?.zh ?? profile.address?.zh
        values[.contact] = profile.contact
        values[.about] = profile.about?.zh
        self.values = values
    }

    /// The answers of the last application to the questions that are asked still. What the profile tells is the unit's present word, and wins.
    func filled(_ last: ApplicationBody, _ fields: [SchemeField]) -> ApplicationBody {
        var answers: [String: String] = [:]
        for field in fields where field.kind != .file { answers[field.key] = field.profile.flatMap { values[$0] } ?? last[field.key] }
        return ApplicationBody(answers)
    }
}
