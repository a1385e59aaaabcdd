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

/// A count with its rate and what is left of the time, for long work.
final class ProgressMeter: Sendable {
    private let start = ContinuousClock.now
    private let what: Phrase
    init(_ what: Phrase) { self.what = what }

    /// - Parameter share: how much is done, from 0 to 1; nil where that is not known.
    func show(_ done: Int, share: Double? = nil) {
        let elapsed = start.duration(to: .now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let rate = seconds > 0 ? Int(Double(done) / seconds) : 0
        let line = "\(what(Terminal.language)) \(done) · \(rate)/s"
        guard let share, share > 0, share < 1 else { return Terminal.progress(line) }
        let left = Self.left(Int((seconds * (1 - share) / share).rounded(.up)))(Terminal.language)
        Terminal.progress("\(line) · \(Int(share * 100)) % · \(left)")
    }

    /// `3 min 20 s left`: exact at the end, rough before.
    private static func left(_ seconds: Int) -> Phrase {
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        if hours > 0 { return Phrase("约剩 \(hours) 小时 \(minutes) 分", "about \(hours) h \(minutes) min left") }
        if minutes > 0 { return Phrase("约剩 \(minutes) 分 \(rest) 秒", "about \(minutes) min \(rest) s left") }
        return Phrase("约剩 \(rest) 秒", "about \(rest) s left")
    }
}
