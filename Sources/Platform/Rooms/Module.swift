package import API
package import Access
package import Declaration
package import Jobs
package import Kernel
package import Outbox
package import Storage
package import Web
package import Workflow

/// What one room hands to the house: a list of contributions, and nothing else.
///
/// Rooms meet only here: an earlier room shows what later rooms contribute without knowing them.
package struct Module: Sendable {
    /// Lower-case, the prefix of the room's tables: `venues`.
    package var name: String
    package var title: Phrase
    package var migrations: [Migration] = []
    /// Tables that grow with places and visits: `activity_id` begins their key and stands in every unique index, so that they can be spread over several
    /// machines by it (`kepu database distribute`).
    package var busyTables: [String] = []
    package var permissions: [Permission] = []
    /// Over what roles may be held, as far as this room knows.
    package var scopes: [ScopeKind] = []
    /// The lives of the room's records, drawn in `docs/workflows.md`.
    package var workflows: [WorkflowDrawing] = []
    package var navigation: [SiteFrame.Link] = []
    package var desk: [DeskItem] = []
    /// What of the room waits for somebody, on the desk's front page.
    package var cards: [DeskCard] = []
    /// What of the room waits in plain lists; the front page reads all of them in one statement.
    package var queues: [DeskQueue] = []
    /// The sections of a campaign file that the room understands.
    package var sections: [Section] = []
    /// What the room keeps that refers to records of campaign files.
    package var dependants: [Dependants] = []
    package var jobs: [JobKind] = []
    /// What the room keeps in step with what is written, within a second.
    package var followers: [Follower] = []
    /// What the room tells people of.
    package var messages: [MessageKind] = []
    package var panels: [Panel] = []
    package var formParts: [FormPart] = []
    package var filters: [ListingFilter] = []
    package var guards: [Guard] = []
    /// What becomes of the room's references when two records of an earlier room are one.
    package var mergings: [Merging] = []
    package var indicators: [Indicator] = []
    package var personalData: [PersonalData] = []
    /// What the room keeps sealed under secrets of the installation.
    package var resealings: [Resealing] = []
    package var importers: [Importer] = []
    package var demo: [DemoPart] = []
    package var checks: [RecordCheck] = []
    /// What the room adds to “My account”.
    package var mine: [MineItem] = []
    /// Answers a text's reference to a figure; the one room that counts does.
    package var figure: (@Sendable (House, Transaction, FigureReference) throws -> FigureInText)?
    /// Takes a letter to a person, in the transaction of what it tells; false where it cannot reach them.
    package var tells: (@Sendable (Transaction, Letter) throws -> Bool)?
    /// What the room's entries in the ledger say in plain words, and what their nouns stand for.
    package var ledgerWords: [LedgerWord] = []
    package var ledgerNouns: [LedgerNoun] = []
    /// What the room tells of its public records at `/api/v1`; made when the house stands, as the routes are.
    package var api: @Sendable (House) -> [APIResource] = { _ in [] }
    /// What programs with a token may do at `/api/v1`, in this room.
    package var operations: @Sendable (House) -> [APIOperation] = { _ in [] }
    /// What the room tells of the ledger's public entries at `/api/v1/changes`.
    package var changes: [APIChanges] = []
    /// What rules of the room the public reads under `/rules/{key}`.
    package var rulePages: [RulePage] = []
    /// With which keys the room signs, at `/.well-known/keys.json`.
    package var publishedKeys: [PublishedKeys] = []
    /// Made last, when the house stands: a route may ask it for what other rooms contributed.
    package var routes: @Sendable (House) -> [Route] = { _ in [] }

    package init(_ name: String, _ zh: String, _ en: String) { (self.name, self.title) = (name, Phrase(zh, en)) }
}
