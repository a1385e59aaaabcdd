import Declaration
import Foundation
import Kernel

/// What a person at the terminal reads: answers on standard output, errors and progress on standard error.
enum Terminal {
    /// `KEPU_LANGUAGE`, else the locale: Chinese where it says so, otherwise English.
    static var language: Tongue { languageSetting.language }

    /// The language, and the variable that chose it.
    static var languageSetting: (language: Tongue, from: String) {
        let environment = ProcessInfo.processInfo.environment
        if let asked = environment["KEPU_LANGUAGE"].flatMap(Tongue.init(rawValue:)) { return (asked, "KEPU_LANGUAGE") }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            if let locale = environment[name], !locale.isEmpty { return (locale.hasPrefix("zh") ? .zh : .en, name) }
        }
        return (.en, "default")
    }

    static func say(_ text: String, end: String = "\n") { FileHandle.standardOutput.write(Data((text + end).utf8)) }
    static func say(_ phrase: Phrase) { say(phrase(language)) }

    /// A remark beside the answer, which stays alone on standard output.
    static func remark(_ phrase: Phrase) { FileHandle.standardError.write(Data(("kepu: " + phrase(language) + "\n").utf8)) }

    /// What went wrong; as JSON where the command was asked for it.
    static func complain(_ phrase: Phrase, code: String) {
        guard isForMachines else { return remark(phrase) }
        FileHandle.standardError.write(Data((DeclaredValue.record(of: ["error": code, "says": phrase]).json + "\n").utf8))
    }

    /// Every problem of the files, a line each.
    static func complain(_ problems: DeclarationProblems) {
        FileHandle.standardError.write(Data((isForMachines ? problems.json.prettyJSON : problems.text(language) + "\n").utf8))
    }

    private static var isForMachines: Bool { CommandLine.arguments.contains("--json") }

    /// A line that is written over by the next one, on a terminal only.
    static func progress(_ text: String) {
        guard isatty(FileHandle.standardError.fileDescriptor) == 1 else { return }
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8))
    }
    static func endProgress() { progress("") }
}

/// A count with its rate, for long work.
final class ProgressMeter: Sendable {
    private let start = ContinuousClock.now
    private let what: Phrase
    init(_ what: Phrase) { self.what = what }

    func show(_ done: Int) {
        let elapsed = start.duration(to: .now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let rate = seconds > 0 ? Int(Double(done) / seconds) : 0
        Terminal.progress("\(what(Terminal.language)) \(done) · \(rate)/s")
    }
}
