import TestKit
import Testing

/// `kepu bench figures`, small: what it makes, that it goes on where it stood, and that it touches no real records.
@Suite("Measuring figures") struct BenchTests {
    @Test(arguments: TestEngine.allCases) func replaysAndGoesOn(_ engine: TestEngine) throws {
        let workplace = try Workplace(), folder = workplace.folder
        let address = engine == .sqlite ? workplace.database : try engine.place().address
        let first = try KepuProcess.run(["bench", "figures", "--rows", "600", "--times", "3", "--json", "--database", address], in: folder)
        #expect(first.code == 0, "\(first.err)")
        #expect(first.out.contains("\"number\":10"))
        let again = try KepuProcess.run(["bench", "figures", "--rows", "900", "--times", "3", "--database", address], in: folder)
        #expect(again.code == 0, "\(again.err)")
        // The questions have answers.
        #expect(again.out.contains("\n1. visits so far, by method") && !again.out.contains("1. visits so far, by method: 0 lines"))
        let verified = try KepuProcess.run(["verify", "--database", address], in: folder)
        #expect(verified.code == 0, "\(verified.out)\(verified.err)")
    }
}
