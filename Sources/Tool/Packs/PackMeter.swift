import Kernel
import Language

/// Bytes done, the rate, and what is left of the time, on a terminal, some times a second.
final class PackMeter {
    private let meter: ProgressMeter
    private var shown = ContinuousClock.now

    init(_ what: Phrase) { meter = ProgressMeter(what + Phrase("（KB）", " (KB)")) }

    func show(_ done: Int64, _ total: Int64) {
        guard shown.duration(to: .now) > .milliseconds(200) else { return }
        shown = .now
        meter.show(Int(done / 1000), share: total > 0 ? Double(done) / Double(total) : nil)
    }

    func end() { Terminal.endProgress() }
}
