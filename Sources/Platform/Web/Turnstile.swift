import Access
import Foundation
import Kernel
import Synchronization

/// Before addresses on which many come at the same second: lets in as many as are served well together. A short line stands before it; whoever would
/// stand there for longer than a moment gets a number instead and comes back with it, and nobody who comes later goes before them.
///
/// Each process has one of its own. How long the line may be follows from how fast it moves, so that nothing has to be set for a machine.
package final class Turnstile: Sendable {
    /// What the form of a waiting page carries its number in; also the address's parameter.
    static let field = "turn"

    package struct Limits: Sendable {
        /// How many are served at the same time: twice what shares a commit, so that the next commit fills while one is written.
        package var inside = 128
        /// For how long one may stand in line, seconds.
        package var patience = 0.7
        /// The longest time that somebody is asked to wait before asking again, seconds.
        package var longest = 30
        /// How often one number lets in: the form, what is sent, and what has to be corrected.
        package var entries = 6
        /// For how long a number lets in after it was called, seconds.
        package var validity = 900.0

        package init(inside: Int = 128, patience: Double = 0.7, longest: Int = 30) { (self.inside, self.patience, self.longest) = (inside, patience, longest) }
    }

    /// Somebody's place among those who wait outside.
    struct Turn: Sendable, Hashable {
        let number: UInt64
        /// How many numbers are called before it.
        let ahead: UInt64
        /// When to come again, seconds.
        let seconds: Int
    }

    private struct State {
        var inside = 0
        var line: [CheckedContinuation<Void, Never>] = []
        /// Where the line begins; those before have gone in.
        var first = 0
        /// The last number given, and the last one that may come in.
        var issued: UInt64 = 0
        var called: UInt64 = 0
        /// Numbers that may be called beside whole ones.
        var credit = 0.0
        /// How many are served in a second when there are enough of them.
        var rate = 200.0
        var served = 0
        var wasBusy = false
        var windowBegan = ContinuousClock.now
        /// How often numbers that were called have let somebody in.
        var used: [UInt64: Int] = [:]
        /// How many numbers have let somebody in.
        var arrived: UInt64 = 0
        /// When somebody who had been called last found no room.
        var bouncedAt: ContinuousClock.Instant?
        /// Numbers up to here have run out; and which number had been called when, every few seconds.
        var lapsed: UInt64 = 0
        var calls: [(at: ContinuousClock.Instant, number: UInt64)] = []
        var calledAt = ContinuousClock.now
        /// Since when there has been room that nobody who was called takes; nil while it is busy.
        var idleSince: ContinuousClock.Instant?

        var standing: Int { line.count - first }
    }

    private let limits: Limits
    private let state = Mutex(State())
    private let epoch = String(Token().text.prefix(12))
    private let key = Secrets.random(32)

    package init(_ limits: Limits = Limits()) { self.limits = limits }

    /// Nil once inside: `leave` must follow. Otherwise where they stand.
    func enter(with number: UInt64?) async -> Turn? {
        var turn: Turn?
        await withCheckedContinuation { (caller: CheckedContinuation<Void, Never>) in
            let goesOn: Bool
            (goesOn, turn) = state.withLock { state in place(caller, number, &state) }
            if goesOn { caller.resume() }
        }
        return turn
    }

    /// Whoever was inside goes; the first of the line comes in.
    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.served += 1
            guard state.standing > 0 else {
                state.inside -= 1
                return nil
            }
            let next = state.line[state.first]
            state.first += 1
            if state.first > 1024, state.first * 2 > state.line.count {
                state.line.removeFirst(state.first)
                state.first = 0
            }
            return next
        }
        next?.resume()
    }

    /// Whether the caller is answered at once, and with which turn; false where it stands in line now.
    private func place(_ caller: CheckedContinuation<Void, Never>, _ number: UInt64?, _ state: inout State) -> (Bool, Turn?) {
        measure(&state)
        call(&state)
        lapse(&state)
        // A number that has let in as often as it may, or is too old, is none.
        let number = number.flatMap { $0 > state.lapsed && state.used[$0, default: 0] < limits.entries ? $0 : nil }
        let isCalled = number.map { $0 <= state.called } ?? (state.issued == state.called)
        if isCalled {
            if state.inside < limits.inside {
                state.inside += 1
                state.wasBusy = state.wasBusy || state.inside == limits.inside
                if let number { use(number, &state) }
                return (true, nil)
            }
            state.wasBusy = true
            if state.standing < longestLine(state) {
                state.line.append(caller)
                if let number { use(number, &state) }
                return (false, nil)
            }
            if number != nil { state.bouncedAt = .now }
        }
        if number == nil { state.issued += 1 }
        let mine = number ?? state.issued
        let ahead = mine > state.called ? mine - state.called : 0
        // Called, and no room: as many as were called and have not come in may come before them.
        let before = ahead > 0 ? ahead : state.called - min(state.called, state.arrived)
        let seconds = Int((Double(before) / max(1, state.rate)).rounded(.up))
        return (true, Turn(number: mine, ahead: ahead, seconds: min(limits.longest, max(1, seconds))))
    }

    private func use(_ number: UInt64, _ state: inout State) {
        if state.used[number] == nil { state.arrived += 1 }
        state.used[number, default: 0] += 1
    }

    private func longestLine(_ state: State) -> Int { max(1, limits.inside / 2, Int(state.rate * limits.patience)) }

    /// Once a second: how many were served, if there were enough.
    private func measure(_ state: inout State) {
        let passed = Self.seconds(since: state.windowBegan)
        guard passed >= 1 else { return }
        if state.wasBusy, passed < 3 { state.rate = max(10, (state.rate + Double(state.served) / passed) / 2) }
        (state.served, state.wasBusy, state.windowBegan) = (0, state.inside >= limits.inside, .now)
    }

    /// Calls as many numbers as there will be room for; more where those who were called let others wait, and ever more the longer nobody of them
    /// comes: whoever went away, or only took numbers, keeps nobody for long. A number that was called stays so.
    private func call(_ state: inout State) {
        let isIdle = state.standing == 0 && state.inside < limits.inside / 2
        state.idleSince = isIdle ? state.idleSince ?? .now : nil
        guard state.issued > state.called else {
            (state.credit, state.calledAt) = (0, .now)
            return
        }
        // Nobody more is called while those who were called find no room: all of them would ask again every second, and leave no time for serving.
        if let bounced = state.bouncedAt, Self.seconds(since: bounced) < 1 {
            (state.credit, state.calledAt) = (0, .now)
            return
        }
        let haste = state.idleSince.map { 2 * exp2(min(8, Self.seconds(since: $0))) } ?? 1
        state.credit += Self.seconds(since: state.calledAt) * state.rate * haste
        state.calledAt = .now
        let room = Double(max(0, longestLine(state) - state.standing)) * haste
        let more = UInt64(min(state.credit, room))
        state.credit = min(state.credit - Double(more), state.rate)
        state.called = min(state.issued, state.called + more)
    }

    /// Forgets numbers that were called too long ago.
    private func lapse(_ state: inout State) {
        if state.called > state.calls.last?.number ?? 0, state.calls.last.map({ Self.seconds(since: $0.at) >= 5 }) ?? true {
            state.calls.append((.now, state.called))
        }
        guard let oldest = state.calls.first, Self.seconds(since: oldest.at) > limits.validity else { return }
        state.lapsed = oldest.number
        // Whoever was called then and did not come is not waited for.
        state.arrived = max(state.arrived, oldest.number)
        state.calls.removeFirst()
        state.used = state.used.filter { $0.key > state.lapsed }
    }

    private static func seconds(since begin: ContinuousClock.Instant) -> Double {
        let passed = begin.duration(to: .now).components
        return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    }

    /// How many stand in line.
    var standing: Int { state.withLock { $0.standing } }

    /// The number as a form carries it: nobody makes one up. It does not outlive the program.
    func text(of turn: Turn) -> String { "\(turn.number).\(mark(turn.number))" }

    /// Nil where it is not one that this program has given.
    func number(_ text: String?) -> UInt64? {
        guard let parts = text?.split(separator: "."), parts.count == 2, let number = UInt64(parts[0]), Secrets.same(mark(number), String(parts[1])) else { return nil }
        return number
    }

    private func mark(_ number: UInt64) -> String {
        Secrets.mark("turn/\(epoch)/\(number)", under: key).prefix(8).hexadecimal
    }
}
