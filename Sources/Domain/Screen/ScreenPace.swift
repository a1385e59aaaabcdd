/// How often a screen's reader looks, reads and speaks.
struct ScreenPace: Sendable {
    /// Whether this program has written anything.
    var look = Duration.milliseconds(100)
    /// Whether another program has.
    var others = Duration.seconds(1)
    /// The least time from one reading of a part to the next.
    var least = Duration.milliseconds(400)
    /// How many times as long as it took a part rests after it was read.
    var rest = 4
    /// How long those that wait hear nothing.
    var beat = Duration.seconds(10)
}
