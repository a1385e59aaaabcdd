import App
import ArgumentParser
import CMalloc
import Declaration
import Files
import Foundation
import Kernel
import Storage

/// The door: `kepu COMMAND`.
@main
struct KepuCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kepu", abstract: "Kepu 科普: joint actions, venues, activities, bookings and figures of a country's science popularization.",
        discussion: "Exit codes: 0 well, 64 wrong usage, 65 wrong input, 69 something needed is not to be had, 1 anything else.",
        version: Kepu.version,
        subcommands: [
            ServeCommand.self, ApplyCommand.self, ExportCommand.self, CampaignCommand.self, ImportCommand.self, UndoCommand.self, UserCommand.self,
            DatabaseCommand.self, SecretCommand.self, VerifyCommand.self, DoctorCommand.self, DemoCommand.self, RehearseCommand.self, BenchCommand.self, PackCommand.self, BallotCommand.self,
        ])

    static func main() async {
        // As many heaps as cores: with one for each thread, what one has freed lies idle while another asks for more.
        mallopt(M_ARENA_MAX, Int32(max(2, ProcessInfo.processInfo.activeProcessorCount)))
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand { try await asynchronous.run() } else { try command.run() }
        } catch let refusal as Refusal {
            fail(refusal)
        } catch let problems as DeclarationProblems {
            Terminal.complain(problems)
            Foundation.exit(65)
        } catch let error as ShelfError {
            fail(error.refusal)
        } catch let error as StorageError {
            if let refusal = error.refusal { fail(refusal) }
            Terminal.complain(Phrase("数据库出错：\(error)", "the database failed: \(error)"), code: "database")
            Foundation.exit(1)
        } catch {
            exit(withError: error)
        }
    }

    /// One line in the reader's language, and an exit code that is not 0.
    private static func fail(_ refusal: Refusal) -> Never {
        Terminal.complain(refusal.phrase, code: refusal.code)
        Foundation.exit(refusal.kind == .unavailable || refusal.kind == .tooMany ? 69 : 65)
    }
}
