import Foundation
import Kernel

/// What a person at the terminal reads: answers on standard output, errors and progress on standard error.
enum Terminal {
    /// `KEPU_LANGUAGE`, else the locale: Chinese where it says so, otherwise English.
    static var language: Tongue {
        let environment = ProcessInfo.processInfo.environment
        if let asked = environment["KEPU_LANGUAGE"].flatMap(Tongue.init(rawValue:)) { return asked }
        let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
        return locale.hasPrefix("zh") ? .zh : .en
    }

    static func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
    static func say(_ phrase: Phrase) { say(phrase(language)) }
    static func complain(_ text: String) { FileHandle.standardError.write(Data(("kepu: " + text + "\n").utf8)) }

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
