-- What a book of step 9 held after an import, notes, grades, groups, a merge and a removal: its rows and its history. The older
-- steps left the same rows, but for the tables that they did not have (setups/old_books.py).
INSERT INTO "address" VALUES(1,2,0,'work','Hauptstr. 1','Berlin','','10115','Germany');
INSERT INTO "address" VALUES(2,4,0,'','','Shanghai','','','');
INSERT INTO "batch" VALUES(1,'2026-06-02','["people.vcf"]');
INSERT INTO "card" VALUES(1,1,1,X'8363E22F623EE72CD38F7CADDEED4A6C',X'E4BA8E33F697EF194CA42BD1A29CE407',X'424547494E3A56434152440A56455253494F4E3A332E300A4E3AE78E8B3BE88AB33B3B3B0A464E3AE78E8BE88AB30A4F52473A426C756520486172626F7572205465610A54454C3B545950453D43454C4C3A2B383620313338203030313320383030310A454D41494C3A66616E67406578616D706C652E636F6D0A424441593A313938352D30322D32380A43415445474F524945533A5649502CE5AEA2E688B70A4E4F54453A4C696B65732022677265656E22207465615C2C206E6576657220636F666665650A454E443A5643415244');
INSERT INTO "card" VALUES(2,1,2,X'AD40E766E8FDB4DBA38FEC5D81DB723F',X'825C3DFEBAEF7B113F8DC4EF43C1D516',X'424547494E3A56434152440A56455253494F4E3A332E300A4E3A4D696C6C65723B416E6E613B3B3B0A464E3A416E6E61204D696C6C65720A4F52473A4E6F72746877696E6420547261646572730A5449544C453A50757263686173696E670A54454C3B545950453D574F524B3A2B343920333020353535303132330A4144523B545950453D574F524B3A3B3B48617570747374722E20313B4265726C696E3B3B31303131353B4765726D616E790A454E443A5643415244');
INSERT INTO "card" VALUES(3,1,2,X'6A3A554930C6E19747F0D8963496010B',X'F1DFAD73A25756DE5986787217572393',X'424547494E3A56434152440A56455253494F4E3A332E300A4E3A4D696C6C65723B416E6E613B3B3B0A464E3A416E6E6120432E204D696C6C65720A54454C3B545950453D43454C4C3A2B34392031373120353535303132340A454E443A5643415244');
INSERT INTO "card" VALUES(4,1,4,X'09CCB0B3F4BCBFDB453DE5027D159656',X'9AAD42DD57DAAC90B7A5A41421B178ED',X'424547494E3A56434152440A56455253494F4E3A332E300A4E3AE69D8E3BE99BB73B3B3B0A464E3AE69D8EE99BB70A43415445474F524945533AE5AEA2E688B70A454E443A5643415244');
INSERT INTO "change" VALUES(1,1,'remembered',1,'i',NULL);
INSERT INTO "change" VALUES(2,1,'batch',1,'i',NULL);
INSERT INTO "change" VALUES(3,1,'contact',1,'i',NULL);
INSERT INTO "change" VALUES(4,1,'contact',2,'i',NULL);
INSERT INTO "change" VALUES(5,1,'contact',3,'i',NULL);
INSERT INTO "change" VALUES(6,1,'contact',4,'i',NULL);
INSERT INTO "change" VALUES(7,1,'phone',1,'i',NULL);
INSERT INTO "change" VALUES(8,1,'phone',2,'i',NULL);
INSERT INTO "change" VALUES(9,1,'phone',3,'i',NULL);
INSERT INTO "change" VALUES(10,1,'email',1,'i',NULL);
INSERT INTO "change" VALUES(11,1,'address',1,'i',NULL);
INSERT INTO "change" VALUES(12,1,'occasion',1,'i',NULL);
INSERT INTO "change" VALUES(13,1,'groups',1,'i',NULL);
INSERT INTO "change" VALUES(14,1,'groups',2,'i',NULL);
INSERT INTO "change" VALUES(15,1,'membership',1,'i',NULL);
INSERT INTO "change" VALUES(16,1,'membership',2,'i',NULL);
INSERT INTO "change" VALUES(17,1,'membership',3,'i',NULL);
INSERT INTO "change" VALUES(18,1,'note',1,'i',NULL);
INSERT INTO "change" VALUES(19,1,'photo',1,'i',NULL);
INSERT INTO "change" VALUES(20,1,'card',1,'i',NULL);
INSERT INTO "change" VALUES(21,1,'card',2,'i',NULL);
INSERT INTO "change" VALUES(22,1,'card',3,'i',NULL);
INSERT INTO "change" VALUES(23,1,'card',4,'i',NULL);
INSERT INTO "change" VALUES(24,2,'contact',5,'i',NULL);
INSERT INTO "change" VALUES(25,2,'phone',4,'i',NULL);
INSERT INTO "change" VALUES(26,3,'note',2,'i',NULL);
INSERT INTO "change" VALUES(27,4,'note',2,'u','{"id":2,"contact_id":1,"day":"2026-06-02","text":"Wants the spring price list","search":"wants the spring price list"}');
INSERT INTO "change" VALUES(28,5,'interaction',1,'i',NULL);
INSERT INTO "change" VALUES(29,6,'task',1,'i',NULL);
INSERT INTO "change" VALUES(30,7,'contact',1,'u','{"id":1,"name":"王芳","family":"王","given":"芳","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"Blue Harbour Tea","department":"","title":"","company":0,"grade":null,"grade_locked":0,"graded":null,"stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"wang 王 fang 芳","search":"王芳\nwangfang\nwf\n\u001f\nblue harbour tea\nfang@example.com\n8613800138001"}');
INSERT INTO "change" VALUES(31,7,'contact',4,'u','{"id":4,"name":"李雷","family":"李","given":"雷","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"","department":"","title":"","company":0,"grade":null,"grade_locked":0,"graded":null,"stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"li 李 lei 雷","search":"李雷\nlilei\nll\n\u001f"}');
INSERT INTO "change" VALUES(32,7,'grade_change',1,'i',NULL);
INSERT INTO "change" VALUES(33,7,'grade_change',2,'i',NULL);
INSERT INTO "change" VALUES(34,7,'contact',1,'u','{"id":1,"name":"王芳","family":"王","given":"芳","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"Blue Harbour Tea","department":"","title":"","company":0,"grade":"A","grade_locked":0,"graded":"2026-06-02","stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"wang 王 fang 芳","search":"王芳\nwangfang\nwf\n\u001f\nblue harbour tea\nfang@example.com\n8613800138001"}');
INSERT INTO "change" VALUES(35,7,'contact',4,'u','{"id":4,"name":"李雷","family":"李","given":"雷","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"","department":"","title":"","company":0,"grade":"A","grade_locked":0,"graded":"2026-06-02","stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"li 李 lei 雷","search":"李雷\nlilei\nll\n\u001f"}');
INSERT INTO "change" VALUES(36,8,'contact',1,'u','{"id":1,"name":"王芳","family":"王","given":"芳","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"Blue Harbour Tea","department":"","title":"","company":0,"grade":"A","grade_locked":1,"graded":"2026-06-02","stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"wang 王 fang 芳","search":"王芳\nwangfang\nwf\n\u001f\nblue harbour tea\nfang@example.com\n8613800138001"}');
INSERT INTO "change" VALUES(37,8,'contact',4,'u','{"id":4,"name":"李雷","family":"李","given":"雷","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"","department":"","title":"","company":0,"grade":"A","grade_locked":1,"graded":"2026-06-02","stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"li 李 lei 雷","search":"李雷\nlilei\nll\n\u001f"}');
INSERT INTO "change" VALUES(38,8,'grade_change',3,'i',NULL);
INSERT INTO "change" VALUES(39,8,'grade_change',4,'i',NULL);
INSERT INTO "change" VALUES(40,8,'contact',1,'u','{"id":1,"name":"王芳","family":"王","given":"芳","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"Blue Harbour Tea","department":"","title":"","company":0,"grade":"B","grade_locked":1,"graded":"2026-06-02","stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"wang 王 fang 芳","search":"王芳\nwangfang\nwf\n\u001f\nblue harbour tea\nfang@example.com\n8613800138001"}');
INSERT INTO "change" VALUES(41,8,'contact',4,'u','{"id":4,"name":"李雷","family":"李","given":"雷","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"","department":"","title":"","company":0,"grade":"B","grade_locked":1,"graded":"2026-06-02","stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"li 李 lei 雷","search":"李雷\nlilei\nll\n\u001f"}');
INSERT INTO "change" VALUES(42,9,'contact',4,'u','{"id":4,"name":"李雷","family":"李","given":"雷","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"","department":"","title":"","company":0,"grade":"B","grade_locked":1,"graded":"2026-06-02","stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"li 李 lei 雷","search":"李雷\nlilei\nll\n\u001f"}');
INSERT INTO "change" VALUES(43,9,'address',2,'i',NULL);
INSERT INTO "change" VALUES(44,10,'groups',3,'i',NULL);
INSERT INTO "change" VALUES(45,11,'membership',4,'i',NULL);
INSERT INTO "change" VALUES(46,11,'membership',5,'i',NULL);
INSERT INTO "change" VALUES(47,12,'contact',2,'u','{"id":2,"name":"Anna Miller","family":"Miller","given":"Anna","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"Northwind Traders","department":"","title":"Purchasing","company":0,"grade":null,"grade_locked":0,"graded":null,"stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"anna miller","search":"anna miller\n\u001f\nnorthwind traders\npurchasing\nberlin\nhauptstr. 1\n49305550123"}');
INSERT INTO "change" VALUES(48,12,'phone',2,'d','{"id":2,"contact_id":2,"position":0,"label":"work","value":"+49 30 5550123","e164":"+49305550123","extension":null,"digits":"49305550123"}');
INSERT INTO "change" VALUES(49,12,'phone',5,'i',NULL);
INSERT INTO "change" VALUES(50,12,'phone',6,'i',NULL);
INSERT INTO "change" VALUES(51,12,'field',1,'i',NULL);
INSERT INTO "change" VALUES(52,12,'card',3,'u','{"id":3,"batch_id":1,"contact_id":3,"fingerprint":"6A3A554930C6E19747F0D8963496010B","content":"F1DFAD73A25756DE5986787217572393","original":"424547494E3A56434152440A56455253494F4E3A332E300A4E3A4D696C6C65723B416E6E613B3B3B0A464E3A416E6E6120432E204D696C6C65720A54454C3B545950453D43454C4C3A2B34392031373120353535303132340A454E443A5643415244"}');
INSERT INTO "change" VALUES(53,12,'phone',3,'d','{"id":3,"contact_id":3,"position":0,"label":"mobile","value":"+49 171 5550124","e164":"+491715550124","extension":null,"digits":"491715550124"}');
INSERT INTO "change" VALUES(54,12,'contact',3,'d','{"id":3,"name":"Anna C. Miller","family":"Miller","given":"Anna","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"","department":"","title":"","company":0,"grade":null,"grade_locked":0,"graded":null,"stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"people.vcf","uid":"","added":"2026-06-02","sort":"anna c. miller","search":"anna c. miller\nanna miller\n\u001f\n491715550124"}');
INSERT INTO "change" VALUES(55,13,'phone',4,'d','{"id":4,"contact_id":5,"position":0,"label":"","value":"+1 212 555 0199","e164":"+12125550199","extension":null,"digits":"12125550199"}');
INSERT INTO "change" VALUES(56,13,'contact',5,'d','{"id":5,"name":"Tom O''Neil","family":"O''Neil","given":"Tom","additional":"","prefix":"","suffix":"","nickname":"","phonetic":"","organization":"","department":"","title":"","company":0,"grade":null,"grade_locked":0,"graded":null,"stage":null,"status":"active","lost_on":null,"lost_reason":"","private":0,"important":0,"do_not_contact":0,"area":"","language":"","honorific":"","gender":"","best_time":"","cadence_visit":"","cadence_call":"","source":"hand","uid":"","added":"2026-06-02","sort":"tom o''neil","search":"tom o''neil\n\u001f\n12125550199"}');
INSERT INTO "command" VALUES(1,'2026-06-02','Imported people.vcf: 4 new, 0 updated','{}');
INSERT INTO "command" VALUES(2,'2026-06-02','Added Tom O''Neil','{"batch":1,"contact":4,"occasion":1,"groups":2,"note":1}');
INSERT INTO "command" VALUES(3,'2026-06-02','Noted n2 about 王芳: Wants the spring price list','{"batch":1,"contact":5,"occasion":1,"groups":2,"note":1}');
INSERT INTO "command" VALUES(4,'2026-06-02','Amended note n2 about 王芳: Wants the *spring* price list, in Chinese','{"batch":1,"contact":5,"occasion":1,"groups":2,"note":2}');
INSERT INTO "command" VALUES(5,'2026-06-02','Logged i1, visit with 王芳: Tea and samples','{"batch":1,"contact":5,"occasion":1,"groups":2,"note":2}');
INSERT INTO "command" VALUES(6,'2026-06-02','Promised t1 to 王芳: Send the samples','{"batch":1,"contact":5,"occasion":1,"groups":2,"note":2,"interaction":1}');
INSERT INTO "command" VALUES(7,'2026-06-02','Graded 李雷, 王芳 A','{"batch":1,"contact":5,"occasion":1,"groups":2,"note":2,"interaction":1,"task":1}');
INSERT INTO "command" VALUES(8,'2026-06-02','Graded 李雷, 王芳 B','{"batch":1,"contact":5,"occasion":1,"groups":2,"note":2,"interaction":1,"task":1}');
INSERT INTO "command" VALUES(9,'2026-06-02','Changed 李雷: address','{"batch":1,"contact":5,"occasion":1,"groups":2,"note":2,"interaction":1,"task":1}');
INSERT INTO "command" VALUES(10,'2026-06-02','Created the group Fair','{"batch":1,"contact":5,"occasion":1,"groups":2,"note":2,"interaction":1,"task":1}');
INSERT INTO "command" VALUES(11,'2026-06-02','Added 李雷, 王芳 to the group Fair','{"batch":1,"contact":5,"occasion":1,"groups":3,"note":2,"interaction":1,"task":1}');
INSERT INTO "command" VALUES(12,'2026-06-02','Merged Anna C. Miller into Anna Miller','{"batch":1,"contact":5,"occasion":1,"groups":3,"note":2,"interaction":1,"task":1}');
INSERT INTO "command" VALUES(13,'2026-06-02','Removed Tom O''Neil','{"batch":1,"contact":5,"occasion":1,"groups":3,"note":2,"interaction":1,"task":1}');
INSERT INTO "contact" VALUES(1,'王芳','王','芳','','','','','','Blue Harbour Tea','','',0,'B',1,'2026-06-02',NULL,'active',NULL,'',0,0,0,'','','','','','','','people.vcf','','2026-06-02','wang 王 fang 芳','王芳
wangfang
wf

blue harbour tea
fang@example.com
8613800138001');
INSERT INTO "contact" VALUES(2,'Anna Miller','Miller','Anna','','','','','','Northwind Traders','','Purchasing',0,NULL,0,NULL,NULL,'active',NULL,'',0,0,0,'','','','','','','','people.vcf','','2026-06-02','anna miller','anna miller

northwind traders
purchasing
anna c. miller
berlin
hauptstr. 1
49305550123
491715550124');
INSERT INTO "contact" VALUES(4,'李雷','李','雷','','','','','','','','',0,'B',1,'2026-06-02',NULL,'active',NULL,'',0,0,0,'','','','','','','','people.vcf','','2026-06-02','li 李 lei 雷','李雷
lilei
ll

shanghai');
INSERT INTO "email" VALUES(1,1,0,'','fang@example.com','fang@example.com');
INSERT INTO "field" VALUES(1,2,'name (also)','Anna C. Miller');
INSERT INTO "grade_change" VALUES(1,1,'2026-06-02',NULL,'A','by hand');
INSERT INTO "grade_change" VALUES(2,4,'2026-06-02',NULL,'A','by hand');
INSERT INTO "grade_change" VALUES(3,1,'2026-06-02','A','B','by hand');
INSERT INTO "grade_change" VALUES(4,4,'2026-06-02','A','B','by hand');
INSERT INTO "groups" VALUES(1,'VIP','vip',NULL,0,'','');
INSERT INTO "groups" VALUES(2,'客户','客户',NULL,0,'','');
INSERT INTO "groups" VALUES(3,'Fair','fair',NULL,0,'','');
INSERT INTO "interaction" VALUES(1,1,'2026-06-02','visit','Tea and samples',NULL,'','','tea and samples');
INSERT INTO "membership" VALUES(1,1,1);
INSERT INTO "membership" VALUES(2,2,1);
INSERT INTO "membership" VALUES(3,2,4);
INSERT INTO "membership" VALUES(4,3,1);
INSERT INTO "membership" VALUES(5,3,4);
INSERT INTO "note" VALUES(1,1,'2026-06-02','Likes "green" tea, never coffee','likes "green" tea, never coffee');
INSERT INTO "note" VALUES(2,1,'2026-06-02','Wants the *spring* price list, in Chinese','wants the *spring* price list, in chinese');
INSERT INTO "occasion" VALUES(1,1,'birthday',1985,2,28,'solar',0);
INSERT INTO "phone" VALUES(1,1,0,'mobile','+86 138 0013 8001','+8613800138001',NULL,'8613800138001');
INSERT INTO "phone" VALUES(5,2,0,'work','+49 30 5550123','+49305550123',NULL,'49305550123');
INSERT INTO "phone" VALUES(6,2,1,'mobile','+49 171 5550124','+491715550124',NULL,'491715550124');
INSERT INTO "photo" VALUES(1,1,'image/png',X'89504E470D0A1A0A0000000D49484452000000010000000108060000001F15C4890000000D4944415478DA6364F8CF500F00038601805A347D6B0000000049454E44AE426082');
INSERT INTO "remembered" VALUES(1,'phone.region','DE');
INSERT INTO "task" VALUES(1,1,'Send the samples','2026-06-09','',NULL,'',0,NULL,'','send the samples');
INSERT INTO "sqlite_sequence" VALUES('batch',1);
INSERT INTO "sqlite_sequence" VALUES('contact',5);
INSERT INTO "sqlite_sequence" VALUES('occasion',1);
INSERT INTO "sqlite_sequence" VALUES('groups',3);
INSERT INTO "sqlite_sequence" VALUES('note',2);
INSERT INTO "sqlite_sequence" VALUES('interaction',1);
INSERT INTO "sqlite_sequence" VALUES('task',1);
