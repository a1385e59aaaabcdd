import Synchronization

/// Makes identities: 42 bits of milliseconds since 2020, 10 bits of process number, 11 bits of sequence.
///
/// The process number is leased from the database at start, so that two programs on one database never clash.
/// The time part never goes back within a process, even when the clock does.
package final class IDMaker: Sendable {
    private struct State {
        var millisecond: Int64 = 0
        var sequence: Int64 = 0
    }

    private static let epoch: Int64 = 1_577_836_800_000  // 2020-01-01T00:00:00Z
    private let process: Int64
    private let state: Mutex<State>
    private let clock: Clock

    /// - Parameters:
    ///   - process: 0…1023, leased for this program's lifetime.
    ///   - notBefore: the newest instant already used under this number (a clock that went back starts here).
    package init(process: Int, clock: Clock, notBefore: Instant = Instant(microseconds: 0)) {
        self.process = Int64(process & 1023)
        self.clock = clock
        let floor = max(0, notBefore.microseconds / 1000 - Self.epoch)
        self.state = Mutex(State(millisecond: floor, sequence: 0))
    }

    package func next<Noun>(_: Noun.Type = Noun.self) -> ID<Noun> {
        let millisecond = max(0, clock.now().microseconds / 1000 - Self.epoch)
        return state.withLock { state in
            if millisecond > state.millisecond {
                state.millisecond = millisecond
                state.sequence = 0
            } else {
                state.sequence += 1
                if state.sequence > 2047 {
                    state.millisecond += 1
                    state.sequence = 0
                }
            }
            return ID(state.millisecond << 21 | process << 11 | state.sequence)
        }
    }
}
