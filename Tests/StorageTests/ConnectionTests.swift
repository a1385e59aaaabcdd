import Kernel
import Storage
import Testing
import TestKit

/// What happens when the server goes away.
@Suite struct ConnectionTests {
    @Test func aConnectionThatBrokeIsMadeAnew() async throws {
        let database = try await TestEngine.postgres.database(rooms: things)
        let runs = Count()
        try await database.write { tx in
            if runs.add() == 1 { try tx.execute("SELECT pg_terminate_backend(pg_backend_pid())") }
            try tx.insert(1)
        }
        #expect(runs.total == 2)
        #expect(try await database.read { try $0.thingCount } == 1)
        await database.close()
    }

    @Test func aLossAtTheCommitIsSaidToBeUnknown() async throws {
        let database = try await TestEngine.postgres.database(rooms: things)
        try await database.write { tx in
            try tx.execute(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$
                """)
            try tx.execute(
                "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON part DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()")
            try tx.insert(1)
        }
        let runs = Count()
        let error = await #expect(throws: StorageError.self) {
            try await database.write { tx in
                runs.add()
                try tx.execute("INSERT INTO part (thing, taken) VALUES (1, 1)")
            }
        }
        guard case .outcomeUnknown = error else { throw Deliberate() }
        #expect(error?.refusal?.code == "outcome-unknown")
        #expect(runs.total == 1, "a unit whose commit was on its way is not run again")
        #expect(try await database.read { try $0.thingCount } == 1)
        await database.close()
    }

    @Test func aChangedSchemaDoesNotDisturbPreparedStatements() async throws {
        let database = try await TestEngine.postgres.database(rooms: things)
        try await database.write { tx in try tx.insert(1) }
        for _ in 0..<20 { _ = try await database.read { tx in try tx.row("SELECT * FROM thing") { try $0.int("id") } } }
        try await database.write { tx in try tx.execute("ALTER TABLE thing ADD COLUMN extra BIGINT") }
        for _ in 0..<20 {
            #expect(try await database.read { tx in try tx.row("SELECT * FROM thing") { try $0.intOrNil("extra") } } == .some(nil))
        }
        await database.close()
    }

    @Test(arguments: TestEngine.allCases) func aClosedDatabaseSaysSo(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        await database.close()
        await #expect(throws: StorageError.self) { try await database.write { tx in try tx.execute("DELETE FROM job") } }
        await #expect(throws: StorageError.self) { try await database.read { tx in try tx.number("SELECT COUNT(*) FROM job") } }
    }
}
