BEGIN TRANSACTION;
CREATE TABLE client (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);
INSERT INTO "client" VALUES(1,'Halden');
CREATE TABLE connection (
	id INTEGER NOT NULL, 
	client INTEGER NOT NULL, 
	connection_id VARCHAR(64) NOT NULL, 
	settings TEXT, 
	secret BLOB, 
	last4 VARCHAR(4) NOT NULL, 
	paused TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (client, connection_id), 
	FOREIGN KEY(client) REFERENCES client (id)
);
INSERT INTO "connection" VALUES(1,1,'k1','{"id":"k1","service":"klaviyo","list_id":"L1","list_name":"Newsletter"}',X'8567420E8DEF02350F92A7B69CED15E1CFB0CA03153C5698EC77781AC0268E2CF05337ACA88E825036D79D22BBBD08FC','77d2',NULL);
CREATE TABLE delivery (
	id INTEGER NOT NULL, 
	response INTEGER NOT NULL, 
	connection INTEGER NOT NULL, 
	contact VARCHAR(300) NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	attempts INTEGER NOT NULL, 
	first_try_at DOUBLE, 
	next_at DOUBLE NOT NULL, 
	requests_done INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (response, connection), 
	FOREIGN KEY(response) REFERENCES response (id), 
	FOREIGN KEY(connection) REFERENCES connection (id)
);
INSERT INTO "delivery" VALUES(1,1,1,'ana0@example.com','done',1,NULL,1795255200.0,0,'');
INSERT INTO "delivery" VALUES(2,2,1,'ana1@example.com','waiting',1,1795255200.0,1795258800.0,1,'Klaviyo is busy (status 429).');
INSERT INTO "delivery" VALUES(3,3,1,'ana2@example.com','refused',1,NULL,1795255200.0,2,'The list is gone.');
INSERT INTO "delivery" VALUES(4,4,1,'ana1@example.com','waiting',0,NULL,1795255200.0,0,'');
CREATE TABLE given_tags (
	connection INTEGER NOT NULL, 
	quiz INTEGER NOT NULL, 
	contact VARCHAR(300) NOT NULL, 
	tags TEXT NOT NULL, 
	PRIMARY KEY (connection, quiz, contact), 
	FOREIGN KEY(connection) REFERENCES connection (id), 
	FOREIGN KEY(quiz) REFERENCES quiz (id)
);
INSERT INTO "given_tags" VALUES(1,1,'ana2@example.com','["goal:sleep"]');
INSERT INTO "given_tags" VALUES(1,1,'ana0@example.com','["goal:sleep"]');
CREATE TABLE part (
	client INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	body BLOB NOT NULL, 
	PRIMARY KEY (client, digest), 
	FOREIGN KEY(client) REFERENCES client (id)
);
INSERT INTO "part" VALUES(1,'f034ad729e84e0f804356a9628cf054820d9d5897836d70ec9a54a1bdbfa21db',X'7B22666F726D6174223A322C2270726F6A656374223A7B226964223A227031222C226E616D65223A2248616C64656E222C227175697A7A6573223A5B7B226964223A22736C656570222C226E616D65223A22536C6565702066696E646572222C227175657374696F6E73223A5B7B226465736372697074696F6E223A2254776F206D696E757465732E222C226964223A2268656C6C6F222C226B696E64223A2277656C636F6D65222C227469746C65223A22536C65657020626574746572227D2C7B2263686F69636573223A5B7B226964223A2266616C6C222C226C696E6B73223A5B7B22746F223A22746561222C22776569676874223A327D5D2C2274616773223A5B22742D736C656570225D2C227469746C65223A2246616C6C2061736C656570227D2C7B226964223A2273746179222C226C696E6B73223A5B7B22746F223A226D61736B227D2C7B22746F223A22746561227D5D2C2274616773223A5B22742D64656570225D2C227469746C65223A22537461792061736C656570227D2C7B226964223A226E6F6E65222C227469746C65223A224E6F7468696E672C207468616E6B73227D5D2C226964223A22676F616C222C226A756D7073223A5B7B226964223A226A31222C22746F223A226D61696C222C227768656E223A7B2263686F696365223A226E6F6E65222C226966223A2263686F7365222C227175657374696F6E223A22676F616C227D7D5D2C226B6579223A22676F616C222C226B696E64223A2273696E676C65222C227469746C65223A225768617420697320796F757220676F616C3F227D2C7B2263686F69636573223A5B7B226964223A226865726273222C226C696E6B73223A5B7B22656666656374223A226578636C756465222C22746F223A22746561227D5D2C2274616773223A5B22742D6E6F68657262225D2C227469746C65223A224865726273227D2C7B226964223A22776F6F6C222C2274616773223A5B22742D736C656570225D2C227469746C65223A22576F6F6C227D2C7B226964223A226E6F697365222C227469746C65223A224E6F697365227D5D2C226964223A2261766F6964222C226B6579223A2261766F6964222C226B696E64223A226D756C7469706C65222C226D6F7374223A322C227265717569726564223A66616C73652C227469746C65223A225768617420646F20796F752061766F69643F227D2C7B226964223A22776879222C226B6579223A226865726273222C226B696E64223A2274657874222C227265717569726564223A66616C73652C2273686F775F7768656E223A7B22637573746F6D65725F746167223A22742D6E6F68657262222C226966223A226861735F746167227D2C227469746C65223A225768792068657262733F227D2C7B226964223A226D61696C222C226B6579223A22656D61696C222C226B696E64223A22656D61696C222C227469746C65223A22596F757220656D61696C227D2C7B226964223A22796573222C226B6579223A2273656E645F736C6565705F74697073222C226B696E64223A22636F6E73656E74222C227265717569726564223A66616C73652C227469746C65223A2253656E64206D6520736C6565702074697073227D5D2C22726573756C7473223A5B7B226964223A22656E64222C2273656374696F6E73223A5B7B22636F756E74223A322C2268656164696E67223A22466F7220746865206E69676874222C226964223A227331222C2273656374696F6E223A22736C6F74227D5D2C227469746C65223A22596F757220736C656570227D5D7D5D7D7D');
INSERT INTO "part" VALUES(1,'8c341c58fd26660fdf2c3930e8cd3ac668549dc3b48b55899bdf57fa781d82f7',X'7B22666F726D6174223A322C2270726F6A656374223A7B226964223A227031222C226E616D65223A2248616C64656E222C2270726F6475637473223A5B7B2268616E646C65223A226E696768742D746561222C226964223A22746561222C227469746C65223A224E6967687420746561222C2276617269616E7473223A5B7B226964223A227465612D31222C227072696365223A22392E3930222C22736B75223A225445412D31227D5D7D2C7B2268616E646C65223A22736C6565702D6D61736B222C226964223A226D61736B222C227469746C65223A22536C656570206D61736B227D5D2C2273686F70223A2268747470733A2F2F68616C64656E2E6578616D706C65222C2274616773223A5B7B226964223A22742D736C656570222C226E616D65223A22676F616C3A736C656570227D2C7B226964223A22742D64656570222C226E616D65223A22676F616C3A64656570227D2C7B226964223A22742D6E6F68657262222C226E616D65223A2261766F69643A6865726273227D5D7D7D');
INSERT INTO "part" VALUES(1,'d0eff5f781c392184e28c6ddce6a1d56810e0766c1cf4714a43052bdf0beba96',X'7B22666F726D6174223A322C2270726F6A656374223A7B22636F6E6E656374696F6E73223A5B7B226964223A226B31222C226C6973745F6964223A224C31222C226C6973745F6E616D65223A224E6577736C6574746572222C2273657276696365223A226B6C617669796F227D5D2C226964223A227031222C226E616D65223A2248616C64656E227D7D');
CREATE TABLE quiz (
	id INTEGER NOT NULL, 
	client INTEGER NOT NULL, 
	quiz_id VARCHAR(64) NOT NULL, 
	slug VARCHAR(80) NOT NULL, 
	live INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (client, quiz_id), 
	FOREIGN KEY(client) REFERENCES client (id), 
	UNIQUE (slug)
);
INSERT INTO "quiz" VALUES(1,1,'sleep','sleep-finder',1);
CREATE TABLE response (
	id INTEGER NOT NULL, 
	quiz INTEGER NOT NULL, 
	submission VARCHAR(64) NOT NULL, 
	revision INTEGER NOT NULL, 
	answers TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	email VARCHAR(300) NOT NULL, 
	at DOUBLE NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (quiz, submission), 
	FOREIGN KEY(quiz) REFERENCES quiz (id)
);
INSERT INTO "response" VALUES(1,1,'submission-1795255200-000001',1,'{"goal":["fall"],"mail":"ana0@example.com","yes":true}','{"route":["hello","goal","avoid","mail","yes"],"waiting":null,"answers":[{"question":"goal","title":"What is your goal?","key":"goal","kind":"single","values":["Fall asleep"],"choices":["fall"],"several":false},{"question":"mail","title":"Your email","key":"email","kind":"email","values":["ana0@example.com"],"choices":[],"several":false},{"question":"yes","title":"Send me sleep tips","key":"send_sleep_tips","kind":"consent","values":["yes"],"choices":[],"several":false}],"tags":[{"tag":"t-sleep","name":"goal:sleep","by":[{"question":"goal","choice":"fall","weight":1}],"page":"","always":false}],"products":[{"product":"tea","title":"Night tea","votes":2,"by":[{"question":"goal","choice":"fall","weight":2}],"excluded_by":[],"included_by":[],"variant":""}],"results":"end","shown":[{"slot":"s1","products":["tea"],"fallback":false}],"contact":{"email":"ana0@example.com","first_name":"","phone":""},"consent":{"question":"yes","wording":"Send me sleep tips","granted":true},"sections":["s1"]}','ana0@example.com',1795255200.0);
INSERT INTO "response" VALUES(2,1,'submission-1795255200-000002',1,'{"goal":["fall"],"mail":"ana1@example.com","yes":true}','{"route":["hello","goal","avoid","mail","yes"],"waiting":null,"answers":[{"question":"goal","title":"What is your goal?","key":"goal","kind":"single","values":["Fall asleep"],"choices":["fall"],"several":false},{"question":"mail","title":"Your email","key":"email","kind":"email","values":["ana1@example.com"],"choices":[],"several":false},{"question":"yes","title":"Send me sleep tips","key":"send_sleep_tips","kind":"consent","values":["yes"],"choices":[],"several":false}],"tags":[{"tag":"t-sleep","name":"goal:sleep","by":[{"question":"goal","choice":"fall","weight":1}],"page":"","always":false}],"products":[{"product":"tea","title":"Night tea","votes":2,"by":[{"question":"goal","choice":"fall","weight":2}],"excluded_by":[],"included_by":[],"variant":""}],"results":"end","shown":[{"slot":"s1","products":["tea"],"fallback":false}],"contact":{"email":"ana1@example.com","first_name":"","phone":""},"consent":{"question":"yes","wording":"Send me sleep tips","granted":true},"sections":["s1"]}','ana1@example.com',1795255200.0);
INSERT INTO "response" VALUES(3,1,'submission-1795255200-000003',1,'{"goal":["fall"],"mail":"ana2@example.com","yes":true}','{"route":["hello","goal","avoid","mail","yes"],"waiting":null,"answers":[{"question":"goal","title":"What is your goal?","key":"goal","kind":"single","values":["Fall asleep"],"choices":["fall"],"several":false},{"question":"mail","title":"Your email","key":"email","kind":"email","values":["ana2@example.com"],"choices":[],"several":false},{"question":"yes","title":"Send me sleep tips","key":"send_sleep_tips","kind":"consent","values":["yes"],"choices":[],"several":false}],"tags":[{"tag":"t-sleep","name":"goal:sleep","by":[{"question":"goal","choice":"fall","weight":1}],"page":"","always":false}],"products":[{"product":"tea","title":"Night tea","votes":2,"by":[{"question":"goal","choice":"fall","weight":2}],"excluded_by":[],"included_by":[],"variant":""}],"results":"end","shown":[{"slot":"s1","products":["tea"],"fallback":false}],"contact":{"email":"ana2@example.com","first_name":"","phone":""},"consent":{"question":"yes","wording":"Send me sleep tips","granted":true},"sections":["s1"]}','ana2@example.com',1795255200.0);
INSERT INTO "response" VALUES(4,1,'submission-1795255200-000004',1,'{"goal":["stay"],"mail":"ana1@example.com","yes":true}','{"route":["hello","goal","avoid","mail","yes"],"waiting":null,"answers":[{"question":"goal","title":"What is your goal?","key":"goal","kind":"single","values":["Stay asleep"],"choices":["stay"],"several":false},{"question":"mail","title":"Your email","key":"email","kind":"email","values":["ana1@example.com"],"choices":[],"several":false},{"question":"yes","title":"Send me sleep tips","key":"send_sleep_tips","kind":"consent","values":["yes"],"choices":[],"several":false}],"tags":[{"tag":"t-deep","name":"goal:deep","by":[{"question":"goal","choice":"stay","weight":1}],"page":"","always":false}],"products":[{"product":"tea","title":"Night tea","votes":1,"by":[{"question":"goal","choice":"stay","weight":1}],"excluded_by":[],"included_by":[],"variant":""},{"product":"mask","title":"Sleep mask","votes":1,"by":[{"question":"goal","choice":"stay","weight":1}],"excluded_by":[],"included_by":[],"variant":""}],"results":"end","shown":[{"slot":"s1","products":["tea","mask"],"fallback":false}],"contact":{"email":"ana1@example.com","first_name":"","phone":""},"consent":{"question":"yes","wording":"Send me sleep tips","granted":true},"sections":["s1"]}','ana1@example.com',1795255200.0);
CREATE TABLE revision (
	id INTEGER NOT NULL, 
	quiz INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	quiz_part VARCHAR(64) NOT NULL, 
	catalogue_part VARCHAR(64) NOT NULL, 
	connections_part VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	published_by VARCHAR(200) NOT NULL, 
	at DOUBLE NOT NULL, 
	idempotency_key VARCHAR(100) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (quiz, number), 
	UNIQUE (quiz, idempotency_key), 
	FOREIGN KEY(quiz) REFERENCES quiz (id)
);
INSERT INTO "revision" VALUES(1,1,1,'f034ad729e84e0f804356a9628cf054820d9d5897836d70ec9a54a1bdbfa21db','8c341c58fd26660fdf2c3930e8cd3ac668549dc3b48b55899bdf57fa781d82f7','d0eff5f781c392184e28c6ddce6a1d56810e0766c1cf4714a43052bdf0beba96','77f2cb77722d446c0f24ebcdfb3ee7942e8f38cb177c03690568880931404c68','Bo',1795255200.0,'sleep-None-77f2cb77722d446c0f24ebcdfb3ee7942e8f38cb177c03690568880931404c68');
CREATE TABLE schema_number (
	number INTEGER NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "schema_number" VALUES(1);
CREATE TABLE token (
	id VARCHAR(16) NOT NULL, 
	client INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	scopes VARCHAR(100) NOT NULL, 
	made_at DOUBLE NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(client) REFERENCES client (id)
);
CREATE INDEX delivery_due ON delivery (state, next_at);
CREATE INDEX delivery_order ON delivery (connection, contact, state, id);
COMMIT;
