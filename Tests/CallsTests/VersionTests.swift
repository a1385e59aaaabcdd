import Kernel
import Storage
import TestKit
import Testing

@testable import Calls

/// A call follows its scheme until it opens, and keeps the version under which it did.
@Suite struct VersionTests {
    @Test(arguments: TestEngine.allCases) func aCallKeepsTheVersionUnderWhichItOpened(_ engine: TestEngine) async throws {
        let later = CallWorld.file + "\n  - {key: base-2023, name: {zh: \"第二批申报\", en: \"Second call\"}, scheme: base, opens: \"2023-05-01\", closes: \"2023-05-31\"}\n"
        let world = try await CallWorld.make(engine, later)
        let changed = later.replacing("at_least: 250", with: "at_least: 200")
        _ = try await CallWorld.house.apply(changed, to: world.database)
        let calls = try await world.database.read { tx in (try tx.requireCall("base-2022"), try tx.requireCall("base-2023")) }
        #expect(calls.0.schemeVersion == 1 && calls.1.schemeVersion == 2)
        let least = try await world.database.read { tx in try [calls.0, calls.1].map { try tx.scheme(of: $0).scheme.fields.compactMap(\.atLeast) } }
        #expect(least == [[250], [200]])
        await world.database.close()
    }
}
