import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// A title that is about to end is renewed by the short form, filled in from the last application; one that is not, by the whole form.
@Suite struct RenewalTests {
    @Test(arguments: TestEngine.allCases, ["2023-06-30", "2029-12-30"]) func onlyWhatIsAskedAgain(_ engine: TestEngine, _ until: String) async throws {
        let world = try await CallWorld.make(engine, CallWorld.file.replacing("        valid: {months: 36}", with: "        renewal: {fields: [days], days: 365}\n        valid: {months: 36}").replacing("    valid: {months: 36}", with: "    renewal: {fields: [days], days: 365}\n    valid: {months: 36}"))
        let museum = world.museums[0]
        let host = try await world.identity("host", .host, over: .organisation(museum.number))
        let isShort = until == "2023-06-30"
        let (application, keys) = try await world.database.write { tx -> (Application, [String]) in
            let scheme = try #require(try tx.scheme(key: "base")), id: ID<Title> = tx.newID()
            try tx.execute(
                """
                INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, granted_on, valid_until, state, status_index)
                VALUES (\(id), 'code', '2020-001', \(scheme.id), \(scheme.version), \(museum), '2020-07-01', \(until), 'valid', 0)
                """)
            let begun = try tx.startApplication(to: try tx.requireCall("base-2022"), organisation: museum, venue: nil, category: nil, by: host)
            let application = try tx.requireApplication(begun)
            #expect(application.renewsID == (isShort ? id : nil))
            return (application, scheme.scheme.fields(of: application).map(\.key))
        }
        #expect(keys == (isShort ? ["days"] : ["intro", "days"]))
        // Complete is what was asked.
        let saved = ApplicationBody(["days": "300"])
        let district = world.district
        let submit: @Sendable (Transaction) throws -> Void = { tx in
            try tx.saveApplication(application.id, saved, seen: application.version, by: host)
            try tx.step(application.id, ApplicationStep(.submit, recommender: district), by: host)
        }
        if isShort {
            try await world.database.write(submit)
            #expect(try await world.state(application.id) == .submitted)
        } else {
            await #expect(throws: Refusal.self) { try await world.database.write(submit) }
        }
        await world.database.close()
    }
}
