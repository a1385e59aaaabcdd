import App
import ArgumentParser
import Foundation
import Kernel

/// The door: `kepu COMMAND`.
@main
struct KepuCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kepu", abstract: "Kepu 科普: joint actions, venues, activities, bookings and figures of a country's science popularization.",
        version: Kepu.version,
        subcommands: [
            ServeCommand.self, ApplyCommand.self, ExportCommand.self, CampaignCommand.self, ImportCommand.self, UndoCommand.self, UserCommand.self,
            DatabaseCommand.self, VerifyCommand.self, DoctorCommand.self, DemoCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand { try await asynchronous.run() } else { try command.run() }
        } catch let refusal as Refusal {
            // One line in the reader's language, and an exit code that is not 0.
            Terminal.complain(refusal.phrase(Terminal.language))
            Foundation.exit(refusal.kind == .invalid ? 65 : 69)
        } catch {
            exit(withError: error)
        }
    }
}
