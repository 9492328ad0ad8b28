// A real mail server for tests. Arguments: path of a package.json beside node_modules, and options as JSON:
// { tls: "none" | "starttls" | "implicit", key, cert, user, password, slow }. Reports JSON lines on stdout; takes orders as JSON lines on stdin:
// { order: "refuse", code, text, times, at: "mail" | "rcpt" | "data" } | { order: "drop" | "stall", times } (after DATA, before the answer)
// | { order: "cut", times } (before DATA) | { order: "accept" }.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const { SMTPServer } = createRequire(process.argv[2])('smtp-server');
const options = JSON.parse(process.argv[3]);
const say = event => process.stdout.write(JSON.stringify(event) + '\n');
let order = { order: 'accept', times: 0 };

function take(...wanted) {
    if (!wanted.includes(order.order) || order.times === 0) return false;
    order.times--;
    return true;
}

function hangUp(session) {
    for (const connection of server.connections) if (connection.session === session) connection._socket.destroy();
}

function refusal(at) {
    if (order.at !== at || !take('refuse')) return null;
    return Object.assign(new Error(order.text ?? 'ordered to refuse'), { responseCode: order.code });
}

const server = new SMTPServer({
    secure: options.tls === 'implicit',
    key: options.key,
    cert: options.cert,
    hideSTARTTLS: options.tls !== 'starttls',
    authOptional: !options.user,
    disabledCommands: options.user ? [] : ['AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth(auth, session, done) {
        say({ event: 'auth', method: auth.method, secure: session.secure });
        const right = auth.username === options.user && auth.password === options.password;
        done(right ? null : new Error('wrong'), right ? { user: auth.username } : undefined);
    },
    onConnect(session, done) {
        say({ event: 'connect' });
        done();
    },
    onMailFrom(address, session, done) { done(refusal('mail')); },
    onRcptTo(address, session, done) { if (take('cut')) hangUp(session); else done(refusal('rcpt')); },
    onData(stream, session, done) {
        const chunks = [];
        stream.on('data', chunk => chunks.push(chunk));
        stream.on('end', () => {
            const refused = refusal('data');
            if (refused) return done(refused);
            const accepted = () => say({
                event: 'message', secure: session.secure, from: session.envelope.mailFrom.address,
                to: session.envelope.rcptTo.map(to => to.address), raw: Buffer.concat(chunks).toString('utf8'),
            });
            // Accepted, and the answer never arrives.
            if (take('drop')) { accepted(); return hangUp(session); }
            if (take('stall')) return accepted();
            const pause = options.slow ? Math.random() * options.slow : 0;
            setTimeout(() => { accepted(); setTimeout(done, pause); }, pause);
        });
    },
});
server.on('error', error => say({ event: 'error', message: error.message }));
server.listen(0, '127.0.0.1', () => say({ event: 'listening', port: server.server.address().port }));

createInterface({ input: process.stdin })
    .on('line', line => { order = { times: 1, ...JSON.parse(line) }; say({ event: 'ordered' }); })
    .on('close', () => process.exit(0)); // the tests are gone
