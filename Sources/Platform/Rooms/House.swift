package import API
package import Access
package import Declaration
import Files
package import Jobs
import Kernel
package import Outbox
package import Storage
package import Web

/// All rooms together: what each may ask of the others without naming them.
package struct House: Sendable {
    package let modules: [Module]

    package init(_ modules: [Module]) { self.modules = modules }

    package func panels(on place: PanelPlace) -> [Panel] {
        modules.flatMap(\.panels).filter { $0.place == place }.sorted { $0.order < $1.order }
    }
    package func formParts(on place: FormPlace) -> [FormPart] { modules.flatMap(\.formParts).filter { $0.place == place } }
    package func filters(of listing: ListingPlace) -> [ListingFilter] { modules.flatMap(\.filters).filter { $0.place == listing } }
    package func indicator(_ key: String) -> Indicator? { indicators.first { $0.key == key } }
    package var indicators: [Indicator] { modules.flatMap(\.indicators) }
    package var personalData: [PersonalData] { modules.flatMap(\.personalData) }
    /// Everything that lies sealed under secrets of the installation: the platform's own, then the rooms'.
    package var resealings: [Resealing] { [Resealing.codes] + Resealing.signing + OutboxResealing.all + modules.flatMap(\.resealings) }
    package var sections: [Section] { modules.flatMap(\.sections) }
    package var dependants: [Dependants] { modules.flatMap(\.dependants) }
    package var jobs: [JobKind] { modules.flatMap(\.jobs) }
    /// All tables that can be spread over several machines.
    package var busyTables: [String] { modules.flatMap(\.busyTables) }
    package var followers: [Follower] { modules.flatMap(\.followers) }
    package var importers: [Importer] { modules.flatMap(\.importers) }
    package var demo: [DemoPart] { modules.flatMap(\.demo).sorted { $0.order < $1.order } }
    package var checks: [RecordCheck] { modules.flatMap(\.checks) }
    package var permissions: [Permission] { modules.flatMap(\.permissions) }
    package var mine: [MineItem] { modules.flatMap(\.mine).sorted { $0.order < $1.order } }
    package var routes: [Route] { modules.flatMap { $0.routes(self) } + rulesRoute + keyRoutes }
    package var api: [APIResource] { modules.flatMap { $0.api(self) } }
    package var operations: [APIOperation] { modules.flatMap { $0.operations(self) } }
    package var changes: [APIChanges] { modules.flatMap(\.changes) }
    /// Every kind of message, the program's own first.
    package var messages: [MessageKind] { [WebhookWords.kind] + modules.flatMap(\.messages) }
    /// Those of the outbox, to which any room may tell something, of files, which any room may keep, and of the API; then the rooms'.
    package var migrations: [(room: String, migrations: [Migration])] {
        [
            (room: "outbox", migrations: OutboxSchema.migrations), (room: "files", migrations: FilesSchema.migrations),
            (room: "api", migrations: APITables.migrations),
        ] + modules.map { ($0.name, $0.migrations) }
    }

    /// Sends a letter by whoever takes it; false where nobody can, so that it must be handed over by other means.
    @discardableResult
    package func tell(_ letter: Letter, in tx: Transaction) throws -> Bool {
        for tells in modules.compactMap(\.tells) {
            if try tells(tx, letter) { return true }
        }
        return false
    }

    /// Asks every guard of `place`, in the transaction of the change; the first refusal is thrown.
    package func ask(_ place: GuardPlace, about subject: Int64, _ detail: [String: Int64] = [:], in tx: Transaction) throws {
        for one in modules.flatMap(\.guards) where one.place == place { try one.check(tx, subject, detail) }
    }
}
