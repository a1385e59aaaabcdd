import Kernel

/// What a device says, in one place for the page, the merge report and the desk: short enough to be read at arm's length.
enum DeviceWords {
    /// By the word of a result: what it is called.
    static func title(_ result: String) -> Phrase {
        results.first { $0.word == result }?.title ?? Phrase("已记录", "noted")
    }

    static let results: [(word: String, title: Phrase)] = [
        ("counted", Phrase("请进", "Come in")), ("in", Phrase("请进", "Come in")), ("repeated", Phrase("此票已入场", "Already in")),
        ("same", Phrase("已经收到", "Received already")), ("unknown", Phrase("没有这张票", "No such ticket")), ("other-session", Phrase("不是本场的票", "Of another session")),
        ("other-day", Phrase("不是今天的票", "Of another day")), ("cancelled", Phrase("票已退回或取消", "Given back or cancelled")), ("forged", Phrase("不是真票", "Not a true ticket")),
        ("early", Phrase("还没到时间", "Too early")), ("late", Phrase("已过入场时间", "Too late")), ("full", Phrase("现在已满", "Full now")),
        ("wrong", Phrase("这次扫描有误", "Something is wrong")), ("refused", Phrase("没有接收", "Not taken")), ("noted", Phrase("已记录，未放行", "noted, not let in")),
        ("undone", Phrase("已撤回", "Taken back")),
    ]

    /// Sentences of the page, by key.
    static let page: [(key: String, title: Phrase)] = [
        ("pairing", Phrase("正在配对…", "Pairing…")), ("unpaired", Phrase("这台设备还没有配对。请扫工作台检票页面上的配对码。", "This device is not paired. Scan the code on the door's page at the desk.")),
        ("online", Phrase("已联网", "Connected")),
        ("kept", Phrase("断网也能用", "works without a network too")), ("not-kept", Phrase("断网后请勿关闭本页", "without a network, do not close this page")),
        ("insecure", Phrase("这个页面要用 https 地址打开才能检票。请用工作台检票页面上的配对码重新打开。", "This page keeps a door only at an https address. Open it again by the code on the door's page at the desk.")), ("offline", Phrase("断网：自 {since} 起，{count} 条等待送出", "No network since {since}: {count} entries wait")),
        ("waiting", Phrase("{count} 条等待送出", "{count} entries wait")), ("sent", Phrase("已全部送出", "Everything is sent")),
        ("inside", Phrase("约在场内", "inside (about)")), ("most", Phrase("上限", "at most")), ("entered", Phrase("已入场", "came in")), ("booked", Phrase("已预约", "booked")),
        ("first", Phrase("首次 {at} {device}", "First {at} {device}")), ("ask", Phrase("请到咨询台处理。", "Please send them to the desk.")),
        ("alone", Phrase("断网判断，恢复后核对", "Judged without a network; checked when it is back")), ("clock-behind", Phrase("本机时钟慢约 {count} 分钟，已按服务器时间更正。请校准。", "This device's clock is about {count} min behind; the server's time counts. Set it right.")),
        ("clock-ahead", Phrase("本机时钟快约 {count} 分钟，已按服务器时间更正。请校准。", "This device's clock is about {count} min ahead; the server's time counts. Set it right.")),
        ("exit-only", Phrase("这台设备只清点离场，不检票。", "This device counts who leaves; it reads no tickets.")),
        ("elsewhere", Phrase("检票已在本机的另一个页面进行，本页已停止。要在这里继续，请重新载入。", "The door goes on in another window of this device, so this one has stopped. Reload it to go on here.")),
        ("over", Phrase("这台设备的当天已结束，不再放行。", "This device's day is over; it lets nobody in any more.")), ("counted-people", Phrase("已记 {count} 人", "{count} noted")),
        ("doubles", Phrase("合并：{count} 张票在别处已入场，均已记入合并报告。", "Merged: {count} tickets had come in elsewhere; they are named in the merge report.")),
        ("storage", Phrase("本机存储已满或被禁用，不能断网检票。", "This device cannot store anything; it must not be used without a network.")),
        ("camera-off", Phrase("摄像头不可用，请用扫码枪或手工输入。", "No camera can be used. Use a hand scanner or type the code.")),
    ]
}
